package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.Strided;

/** One softmax over the rows of a weight, some inputs at a time. */
final class SoftmaxBlocks {
  /**
   * Logits that exist at once: 256 MiB of float32. Fewer would read and write the weight's gradient
   * more often than its products take.
   */
  private static final long LOGITS = 1L << 26;

  private final CrossEntropyKernel kernel;
  private final WordCluster cluster;
  private final double scale;
  private final DeviceMemory device;

  SoftmaxBlocks(CrossEntropyKernel kernel, WordCluster cluster, double scale, DeviceMemory device) {
    this.kernel = kernel;
    this.device = device;
    this.cluster = cluster;
    this.scale = scale;
  }

  /**
   * Losses, and gradients where asked for.
   *
   * @param y (N, E)
   * @param dy receives the gradient of y, (N, E), and the parameters' gradients are added to; or
   *     null
   * @param entries row of the weight that is right for each row of y, (N)
   */
  RowLosses run(NDManager manager, Strided y, Strided dy, int[] entries) {
    int total = entries.length;
    int block = (int) Math.max(1, Math.min(total, LOGITS / cluster.rows()));
    RowLosses losses = RowLosses.of(total);
    NDArray buffer =
        manager.create(new Shape(block, cluster.rows()), cluster.weight().value().getDataType());
    for (int from = 0; from < total; from += block) {
      int to = Math.min(total, from + block);
      RowLosses found =
          block(
              manager,
              buffer,
              y.rows(from, to),
              dy == null ? null : dy.rows(from, to),
              Arrays.copyOfRange(entries, from, to));
      System.arraycopy(found.nll(), 0, losses.nll(), from, to - from);
      System.arraycopy(found.smoothed(), 0, losses.smoothed(), from, to - from);
    }
    buffer.close();
    return losses;
  }

  private RowLosses block(NDManager manager, NDArray buffer, Strided y, Strided dy, int[] entries) {
    int count = entries.length;
    int rows = cluster.rows();
    DataType type = buffer.getDataType();
    Strided logits = Strided.of(device, buffer).rows(0, count);
    Strided weight = Strided.of(device, cluster.weight().value());
    Strided bias = Strided.matrix(device, cluster.bias().memory(), type, 1, rows);
    logits.productPlus(y, weight.transposed(), bias);
    long bytes = (long) count * rows * type.getNumOfBytes();
    var memory = device.of(buffer).asSlice(0, bytes);
    RowLosses losses = RowLosses.of(count);
    CrossEntropyProblem problem = new CrossEntropyProblem(count, rows, 0, scale);
    if (dy == null) {
      kernel.loss(problem, memory, entries, losses);
      return losses;
    }
    kernel.lossAndGradient(problem, memory, entries, memory, losses);
    dy.product(logits, weight);
    Strided.matrix(device, cluster.weight().gradientToAddTo(), type, rows, cluster.width())
        .addProduct(logits.transposed(), y);
    NDArray ones = manager.ones(new Shape(1, count), type);
    Strided.matrix(device, cluster.bias().gradientToAddTo(), type, 1, rows)
        .addProduct(Strided.of(device, ones), logits);
    ones.close();
    return losses;
  }
}
