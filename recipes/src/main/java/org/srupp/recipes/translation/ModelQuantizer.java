package org.srupp.recipes.translation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorType;
import org.srupp.seq2seq.torch.Int8Matrix;
import org.srupp.seq2seq.torch.SelectableProduct;

/**
 * A model's weights with the factors of its matrix products in 8-bit integers. Which they are is
 * seen by building the network once, so a new kind of network needs nothing here.
 */
final class ModelQuantizer implements InferenceWeights {
  private final InferenceWeights weights;
  private final Set<String> factors = new TreeSet<>();

  /**
   * @param weights whose use is watched
   */
  ModelQuantizer(InferenceWeights weights) {
    this.weights = weights;
  }

  @Override
  public MemorySegment memory(String name) {
    return weights.memory(name);
  }

  @Override
  public SelectableProduct product(String weight, String bias) {
    factors.add(weight);
    return weights.product(weight, bias);
  }

  /**
   * The file's tensors, those integers that a product has asked for.
   *
   * @param arena of the integers
   */
  List<TensorEntry> tensors(SafetensorsFile file, Arena arena) {
    List<TensorEntry> tensors = new ArrayList<>();
    for (TensorEntry tensor : file.tensors()) {
      if (!factors.contains(tensor.name())) {
        tensors.add(tensor);
        continue;
      }
      int outputs = Math.toIntExact(tensor.shape()[0]);
      int inputs = Math.toIntExact(tensor.shape()[1]);
      Int8Matrix matrix = Int8Matrix.quantize(tensor.data(), outputs, inputs, arena);
      tensors.add(new TensorEntry(tensor.name(), TensorType.I8, tensor.shape(), matrix.values()));
      tensors.add(
          new TensorEntry(
              QuantizedLayout.scales(tensor.name()),
              TensorType.F32,
              new long[] {outputs},
              matrix.scales()));
    }
    return tensors;
  }
}
