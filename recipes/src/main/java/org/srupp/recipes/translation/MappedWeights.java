package org.srupp.recipes.translation;

import java.lang.foreign.MemorySegment;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.torch.EngineProduct;
import org.srupp.seq2seq.torch.MatrixProduct;

/**
 * The weights of a file where they stand: nothing is copied, and processes that translate with the
 * same model share its memory.
 *
 * @param file of float32 tensors; must stay open as long as these are used
 */
record MappedWeights(SafetensorsFile file) implements InferenceWeights {
  @Override
  public MemorySegment memory(String name) {
    return file.tensor(name).data();
  }

  @Override
  public MatrixProduct product(String weight, String bias) {
    TensorEntry matrix = file.tensor(weight);
    long[] shape = matrix.shape();
    return new EngineProduct(
        matrix.data(), shape[0], shape[1], bias == null ? MemorySegment.NULL : memory(bias));
  }
}
