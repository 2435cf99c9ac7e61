package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.srupp.kernels.MaskKernel;
import org.srupp.seq2seq.torch.GradMode;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TensorTypes;

/**
 * Masks from a seed: the n-th mask of a forward pass is a function of the seed and n.
 *
 * <p>The engine's own dropout draws its numbers on one thread, which took a fifth of a training
 * step; and its generator's state cannot be saved.
 */
public final class RandomDropout implements Dropout {
  // An odd constant near 2^64 / golden ratio spreads consecutive masks over all seeds.
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final MaskKernel kernel;
  private long next;

  /**
   * Begins a forward pass.
   *
   * @param seed of all its masks
   */
  public RandomDropout(MaskKernel kernel, long seed) {
    this.kernel = kernel;
    this.next = seed;
  }

  @Override
  public NDArray apply(String site, NDArray x, double rate) {
    return rate == 0 ? x : x.mul(mask(site, x, x.getShape(), rate));
  }

  @Override
  public NDArray mask(String site, NDArray like, Shape shape, double rate) {
    if (rate == 0) {
      return null;
    }
    try (GradMode off = GradMode.off()) {
      DataType type = TensorTypes.isBfloat16(like) ? DataType.BFLOAT16 : DataType.FLOAT32;
      NDArray mask = TensorTypes.create(like.getManager(), shape, type);
      next += STEP;
      long seed = next ^ (next >>> 29);
      kernel.fill(TensorMemory.of(mask), Ops.elementType(mask), shape.size(), rate, seed);
      return Ops.as(mask, like);
    }
  }
}
