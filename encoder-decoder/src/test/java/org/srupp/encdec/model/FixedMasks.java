package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.srupp.encdec.layers.Dropout;
import org.srupp.seq2seq.torch.TensorMemory;

/** Dropout whose masks depend on the site alone, the same at every call. */
final class FixedMasks implements Dropout {
  private final List<String> sites = new ArrayList<>();

  /** Every site with a rate above 0 that asked, in order. */
  List<String> sites() {
    return sites;
  }

  @Override
  public NDArray apply(String site, NDArray x, double rate) {
    NDArray mask = mask(site, x, x.getShape(), rate);
    return mask == null ? x : x.mul(mask);
  }

  @Override
  public NDArray mask(String site, NDArray like, Shape shape, double rate) {
    if (rate == 0) {
      return null;
    }
    sites.add(site);
    Random random = new Random(site.hashCode());
    NDArray mask = like.getManager().create(shape, like.getDataType());
    MemorySegment memory = TensorMemory.of(mask);
    for (long i = 0; i < shape.size(); i++) {
      double value = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
      TestModels.set(memory, like.getDataType(), i, value);
    }
    return mask;
  }
}
