package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.torch.EngineProduct;
import org.srupp.seq2seq.torch.SelectableProduct;
import org.srupp.seq2seq.torch.TensorMemory;

/**
 * The parameters of a model as they are now, where they stand.
 *
 * @param parameters must outlive all that is built over this
 */
public record ParameterWeights(ParameterSet parameters) implements InferenceWeights {
  @Override
  public MemorySegment memory(String name) {
    return TensorMemory.of(parameters.get(name));
  }

  @Override
  public SelectableProduct product(String weight, String bias) {
    return EngineProduct.of(parameters.get(weight), bias == null ? null : parameters.get(bias));
  }
}
