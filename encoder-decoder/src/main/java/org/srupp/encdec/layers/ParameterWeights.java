package org.srupp.encdec.layers;

import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.torch.EngineProduct;
import org.srupp.seq2seq.torch.SelectableProduct;

/**
 * The parameters of a model as they are now, where they stand; copies of those on a card, because
 * decoding is the processor's.
 *
 * @param parameters must outlive all that is built over this
 * @param copies arena of the copies; likewise
 */
public record ParameterWeights(ParameterSet parameters, Arena copies) implements InferenceWeights {
  @Override
  public MemorySegment memory(String name) {
    return parameters.device().readable(parameters.parameter(name).memory(), copies);
  }

  @Override
  public SelectableProduct product(String weight, String bias) {
    Shape shape = parameters.get(weight).getShape();
    return new EngineProduct(
        memory(weight),
        shape.get(0),
        shape.get(1),
        bias == null ? MemorySegment.NULL : memory(bias));
  }
}
