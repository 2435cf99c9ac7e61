package org.srupp.recipes.translation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorType;
import org.srupp.seq2seq.torch.Bfloat16Product;
import org.srupp.seq2seq.torch.EngineProduct;
import org.srupp.seq2seq.torch.Int8Matrix;
import org.srupp.seq2seq.torch.Int8Product;
import org.srupp.seq2seq.torch.SelectableProduct;

/**
 * The weights of a file in the precision asked for. Float32 is read where it is mapped: nothing is
 * copied, and processes that translate with the same model share its memory.
 */
final class StoredWeights implements InferenceWeights, AutoCloseable {
  private final SafetensorsFile file;
  private final Precision precision;
  private final Optional<String> fallback;
  private final Arena arena = Arena.ofShared();
  private final Map<String, MemorySegment> dequantized = new ConcurrentHashMap<>();

  /**
   * @param file stays open until this is closed, which closes it
   * @param wanted null for what the file is stored in
   * @throws IllegalArgumentException if the file is stored in less than what is wanted
   */
  StoredWeights(SafetensorsFile file, Precision wanted) {
    this.file = file;
    Precision stored = QuantizedLayout.isQuantized(file) ? Precision.INT8 : Precision.FLOAT32;
    if (stored == Precision.INT8 && wanted != null && wanted != stored) {
      throw new IllegalArgumentException(
          file.path()
              + " is stored in int8, found --precision "
              + wanted.spelled()
              + "; use the model that it was quantized from");
    }
    Precision asked = wanted == null ? stored : wanted;
    fallback = asked.obstacle().map(why -> why + "; " + asked.spelled() + " becomes float32");
    precision = fallback.isPresent() ? Precision.FLOAT32 : asked;
  }

  /** Why it is not the precision asked for; empty where it is. */
  Optional<String> fallback() {
    return fallback;
  }

  @Override
  public MemorySegment memory(String name) {
    return file.tensor(name).dtype() == TensorType.I8
        ? dequantized.computeIfAbsent(name, each -> stored(each).dequantize(arena))
        : file.tensor(name).data();
  }

  @Override
  public SelectableProduct product(String weight, String bias) {
    TensorEntry matrix = file.tensor(weight);
    int outputs = Math.toIntExact(matrix.shape()[0]);
    int inputs = Math.toIntExact(matrix.shape()[1]);
    MemorySegment added = bias == null ? MemorySegment.NULL : memory(bias);
    return switch (precision) {
      case FLOAT32 -> new EngineProduct(memory(weight), outputs, inputs, added);
      case BFLOAT16 -> new Bfloat16Product(memory(weight), outputs, inputs, added);
      case INT8 ->
          new Int8Product(
              matrix.dtype() == TensorType.I8
                  ? stored(weight)
                  : Int8Matrix.quantize(matrix.data(), outputs, inputs, arena),
              added);
    };
  }

  private Int8Matrix stored(String name) {
    TensorEntry matrix = file.tensor(name);
    return new Int8Matrix(
        matrix.data(),
        file.tensor(QuantizedLayout.scales(name)).data(),
        Math.toIntExact(matrix.shape()[0]),
        Math.toIntExact(matrix.shape()[1]));
  }

  @Override
  public void close() {
    arena.close();
    file.close();
  }
}
