package org.srupp.recipes.translation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorLayout;
import org.srupp.seq2seq.checkpoint.TensorType;

/**
 * How a file keeps a matrix in 8-bit integers: under its name the integers, (outputs, inputs) I8,
 * and beside it the scale of each output, (outputs) F32.
 */
final class QuantizedLayout {
  private static final String SCALE = ".scale";

  private QuantizedLayout() {}

  /** Name of a matrix's scales. */
  static String scales(String name) {
    return name + SCALE;
  }

  /** Whether a file keeps anything so. */
  static boolean isQuantized(SafetensorsFile file) {
    return file.layouts().values().stream().anyMatch(layout -> layout.dtype() == TensorType.I8);
  }

  /**
   * What a file must hold.
   *
   * @param weights type and shape of every weight of the model in float32
   * @return the same, or where the file keeps a matrix in integers its two tensors
   */
  static Map<String, TensorLayout> expected(
      SafetensorsFile file, Map<String, TensorLayout> weights) {
    Map<String, TensorLayout> found = file.layouts();
    Map<String, TensorLayout> expected = new LinkedHashMap<>();
    weights.forEach(
        (name, layout) -> {
          boolean quantized =
              found.containsKey(name)
                  && found.get(name).dtype() == TensorType.I8
                  && layout.shape().length == 2;
          if (quantized) {
            expected.put(name, new TensorLayout(TensorType.I8, layout.shape()));
            expected.put(scales(name), new TensorLayout(TensorType.F32, layout.shape()[0]));
          } else {
            expected.put(name, layout);
          }
        });
    return expected;
  }
}
