package org.srupp.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.testkit.PickleWriter.Call;
import org.srupp.testkit.PickleWriter.Global;
import org.srupp.testkit.PickleWriter.Persistent;
import org.srupp.testkit.PickleWriter.Tuple;

/** Checkpoints byte for byte as {@code torch.save} writes them. */
public final class TorchCheckpoint {
  private static final Global ORDERED = new Global("collections", "OrderedDict");
  private static final Global TENSOR = new Global("torch._utils", "_rebuild_tensor_v2");
  private static final Global PARAMETER = new Global("torch._utils", "_rebuild_parameter");
  private static final Tuple NOTHING = Tuple.of();

  private final String folder;
  private final ByteOrder order;
  private final Map<String, Global> storages = new LinkedHashMap<>();
  private final List<byte[]> data = new ArrayList<>();
  private boolean wide;

  /**
   * Starts a checkpoint.
   *
   * @param folder stem of the file's name, which PyTorch puts before every entry
   * @param order of the values; one that is big-endian is recorded, as PyTorch since 2.0 does
   */
  public TorchCheckpoint(String folder, ByteOrder order) {
    this.folder = folder;
    this.order = order;
  }

  /** Sizes and places stand in the 64-bit fields of the directory only. */
  public TorchCheckpoint wide() {
    wide = true;
    return this;
  }

  /** Little-endian, as nearly every checkpoint is. */
  public static TorchCheckpoint named(String folder) {
    return new TorchCheckpoint(folder, ByteOrder.LITTLE_ENDIAN);
  }

  /** A row-major float32 tensor in a storage of its own. */
  public Object floats(float[] values, long... shape) {
    return view("FloatStorage", storage(values), values.length, 0, shape, rowMajor(shape));
  }

  /** A storage of float32 values; returns its key. */
  public String storage(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(order);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return storage(bytes.array());
  }

  /** A storage of any bytes; returns its key. */
  public String storage(byte[] bytes) {
    data.add(bytes);
    return Integer.toString(data.size() - 1);
  }

  /** A tensor that looks at a storage. */
  public Object view(
      String type, String key, long elements, long offset, long[] shape, long[] strides) {
    Global storage = storages.computeIfAbsent(type, name -> new Global("torch", name));
    Persistent reference =
        new Persistent(Tuple.of("storage", storage, new String(key), "cpu", elements));
    Tuple arguments =
        Tuple.of(reference, offset, tuple(shape), tuple(strides), false, ordered(Map.of(), null));
    return new Call(TENSOR, arguments, Map.of(), null);
  }

  /** A tensor as a parameter, which a state dict saved with {@code keep_vars} has. */
  public Object parameter(Object tensor) {
    Tuple arguments = Tuple.of(tensor, true, ordered(Map.of(), null));
    return new Call(PARAMETER, arguments, Map.of(), null);
  }

  /** An ordered dictionary without attributes. */
  public Object ordered(Map<String, ?> items) {
    return ordered(items, null);
  }

  /** A module's {@code state_dict()} with the version that it notes of every sub-module. */
  public Object stateDict(Map<String, ?> items, String... modules) {
    Map<String, Object> versions = new LinkedHashMap<>();
    for (String module : modules) {
      versions.put(module, new LinkedHashMap<>(Map.of("version", 1)));
    }
    return ordered(items, new LinkedHashMap<>(Map.of("_metadata", ordered(versions, null))));
  }

  private static Call ordered(Map<String, ?> items, Map<String, ?> attributes) {
    return new Call(ORDERED, NOTHING, items, attributes);
  }

  /** The file that holds this value and the storages so far. */
  public byte[] save(Object value) {
    return save(PickleWriter.pickle(value));
  }

  /** The file with this pickle and the storages so far. */
  public byte[] save(byte[] pickle) {
    TorchZip zip = new TorchZip(wide).add(folder + "/data.pkl", pickle);
    if (order == ByteOrder.BIG_ENDIAN) {
      zip.add(folder + "/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    }
    for (int i = 0; i < data.size(); i++) {
      zip.add(folder + "/data/" + i, data.get(i));
    }
    return zip.add(folder + "/version", "3\n".getBytes(StandardCharsets.US_ASCII)).bytes();
  }

  /** Strides of a tensor whose elements lie one after the other. */
  public static long[] rowMajor(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  private static Tuple tuple(long[] values) {
    return new Tuple(Arrays.stream(values).boxed().toList());
  }
}
