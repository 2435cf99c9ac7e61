package org.srupp.seq2seq.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srupp.seq2seq.checkpoint.pickle.PickleClasses;
import org.srupp.seq2seq.checkpoint.pickle.PickleException;
import org.srupp.seq2seq.checkpoint.pickle.PickleGlobal;
import org.srupp.seq2seq.checkpoint.pickle.PickleReader;
import org.srupp.seq2seq.checkpoint.pickle.PickleTuple;

/** The few classes and functions that a dictionary of PyTorch tensors is pickled with. */
final class TorchClasses implements PickleClasses {
  private static final Map<String, TensorType> STORAGES =
      Map.of(
          "DoubleStorage", TensorType.F64,
          "FloatStorage", TensorType.F32,
          "HalfStorage", TensorType.F16,
          "BFloat16Storage", TensorType.BF16,
          "LongStorage", TensorType.I64,
          "IntStorage", TensorType.I32,
          "ShortStorage", TensorType.I16,
          "CharStorage", TensorType.I8,
          "ByteStorage", TensorType.U8,
          "BoolStorage", TensorType.BOOL);

  private static final Map<String, PickleFunction> FUNCTIONS =
      Map.of(
          "collections.OrderedDict", TorchClasses::dictionary,
          "torch._utils._rebuild_tensor_v2", TorchClasses::tensor,
          "torch._utils._rebuild_parameter", TorchClasses::parameter,
          "torch.Size", arguments -> argument(arguments, 0, PickleTuple.class));

  @Override
  public Optional<PickleFunction> find(String module, String name) {
    if (module.equals("torch") && STORAGES.containsKey(name)) {
      return Optional.of(arguments -> uncallable(name));
    }
    return Optional.ofNullable(FUNCTIONS.get(module + "." + name));
  }

  /** A storage: ("storage", its class, key, device, number of elements). */
  @Override
  public Object persistent(Object id) throws PickleException {
    if (!(id instanceof PickleTuple tuple)) {
      throw new PickleException(
          "it refers to " + PickleReader.describe(id) + ", expected a storage");
    }
    List<Object> items = tuple.items();
    String kind = argument(items, 0, String.class);
    PickleGlobal storage = argument(items, 1, PickleGlobal.class);
    TensorType type = STORAGES.get(storage.name());
    String key = argument(items, 2, String.class);
    long elements = argument(items, 4, Long.class);
    if (!kind.equals("storage") || type == null || !key.matches("\\w+") || elements < 0) {
      throw new PickleException("it refers to a storage that is not one of torch.save's");
    }
    return new TorchStorage(type, key, elements);
  }

  private static Object dictionary(List<Object> arguments) throws PickleException {
    if (!arguments.isEmpty()) {
      throw new PickleException("collections.OrderedDict with arguments, expected an empty one");
    }
    return new LinkedHashMap<>();
  }

  /** Storage, offset, sizes, strides; whether it wants gradients and what hooks it has follow. */
  private static Object tensor(List<Object> arguments) throws PickleException {
    try {
      return new TorchTensor(
          argument(arguments, 0, TorchStorage.class),
          argument(arguments, 1, Long.class),
          longs(argument(arguments, 2, PickleTuple.class)),
          longs(argument(arguments, 3, PickleTuple.class)));
    } catch (IllegalArgumentException e) {
      throw new PickleException(e.getMessage());
    }
  }

  private static Object parameter(List<Object> arguments) throws PickleException {
    return argument(arguments, 0, TorchTensor.class);
  }

  private static Object uncallable(String name) throws PickleException {
    throw new PickleException("it calls torch." + name + ", which only names a type");
  }

  private static long[] longs(PickleTuple tuple) throws PickleException {
    long[] longs = new long[tuple.items().size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = argument(tuple.items(), i, Long.class);
    }
    return longs;
  }

  private static <T> T argument(List<Object> arguments, int index, Class<T> type)
      throws PickleException {
    Object value = index < arguments.size() ? arguments.get(index) : null;
    if (!type.isInstance(value)) {
      throw new PickleException(
          "argument " + (index + 1) + " of a call is " + PickleReader.describe(value));
    }
    return type.cast(value);
  }
}
