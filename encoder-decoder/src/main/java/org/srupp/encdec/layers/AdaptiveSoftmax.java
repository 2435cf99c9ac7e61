package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;
import org.srupp.seq2seq.torch.Strided;
import org.srupp.seq2seq.torch.TensorMemory;

/**
 * The negative log-probability of every target under an adaptive softmax (Grave et al. 2017, as the
 * authors of SRU++ use it): frequent words and one entry for each further cluster share the first
 * softmax; a word of cluster i costs the entry {@code rows - i} of it plus its own cluster's
 * softmax. A plain softmax is one cluster without projection.
 *
 * <p>Logits exist for some rows at a time only, and their gradient takes their place at once, so
 * that memory does not grow with tokens times words. The parameters' gradients are added straight
 * to where they belong.
 */
public final class AdaptiveSoftmax {
  private final List<WordCluster> clusters;
  private final CrossEntropyKernel kernel;
  private final double dropout;
  private final DeviceMemory device;

  /**
   * Builds the layer over existing parameters.
   *
   * @param dropout on projected inputs; a plain softmax has none
   */
  public AdaptiveSoftmax(
      WordParameters words, ParameterSet parameters, CrossEntropyKernel kernel, double dropout) {
    clusters = words.outputClusters(parameters);
    this.kernel = kernel;
    this.dropout = dropout;
    device = parameters.device();
  }

  /**
   * The loss on the tape. The gradients of this layer's own parameters are complete when this
   * returns; only the input's waits for the tape's backward run, which must start from this loss
   * with factor 1.
   *
   * @param hidden (L, B, D)
   * @param targets ids, (L * B)
   * @param scale factor on every gradient
   * @param losses receives nats by position, unscaled
   * @return the sum of losses times scale, a scalar
   */
  public NDArray loss(
      Tape tape, NDArray hidden, int[] targets, double scale, Dropout masks, RowLosses losses) {
    Run run = new Run(targets, scale, masks, losses, true);
    return tape.apply(run, List.of(hidden)).get(0);
  }

  /**
   * Losses without gradients.
   *
   * @param hidden (L, B, D), contiguous
   * @param targets ids, (L * B)
   * @return nats by position
   */
  public RowLosses losses(NDArray hidden, int[] targets) {
    RowLosses losses = RowLosses.of(targets.length);
    new Run(targets, 1, Dropout.NONE, losses, false).forward(List.of(hidden));
    return losses;
  }

  /** One call. */
  private final class Run implements TapeFunction {
    private final int[] targets;
    private final double scale;
    private final Dropout masks;
    private final RowLosses losses;
    private final boolean train;
    private NDArray gradient;

    Run(int[] targets, double scale, Dropout masks, RowLosses losses, boolean train) {
      this.targets = targets;
      this.scale = scale;
      this.masks = masks;
      this.losses = losses;
      this.train = train;
    }

    @Override
    public List<NDArray> forward(List<NDArray> inputs) {
      NDArray input = inputs.get(0);
      NDArray hidden = TensorMemory.isContiguous(input) ? input : input.duplicate();
      NDManager manager = hidden.getManager();
      gradient = train ? manager.create(hidden.getShape(), hidden.getDataType()) : null;
      ClusterRows sorted = new ClusterRows(clusters, targets);
      try (NDManager scratch = manager.newSubManager()) {
        head(scratch, hidden, sorted);
        for (int i = 1; i < clusters.size(); i++) {
          tail(scratch, hidden, i, sorted.positions(i));
        }
      }
      double loss = scale * losses.totalSmoothed();
      return List.of(
          hidden.getDataType() == DataType.FLOAT64
              ? manager.create(loss)
              : manager.create((float) loss));
    }

    private void head(NDManager scratch, NDArray hidden, ClusterRows sorted) {
      WordCluster head = clusters.getFirst();
      int[] entries = targets.clone();
      for (int i = 1; i < clusters.size(); i++) {
        for (int position : sorted.positions(i)) {
          entries[position] = head.rows() - i;
        }
      }
      Strided x = Strided.of(device, hidden);
      Strided dx = train ? Strided.of(device, gradient) : null;
      RowLosses found = cluster(scratch, head, "output_layer.sm.head", x, dx, hidden, entries);
      System.arraycopy(found.nll(), 0, losses.nll(), 0, targets.length);
      System.arraycopy(found.smoothed(), 0, losses.smoothed(), 0, targets.length);
    }

    private void tail(NDManager scratch, NDArray hidden, int i, int[] positions) {
      WordCluster cluster = clusters.get(i);
      long width = hidden.getShape().get(hidden.getShape().dimension() - 1);
      Shape shape = new Shape(positions.length, width);
      if (positions.length == 0) {
        if (train) {
          touch(cluster);
        }
        return;
      }
      NDArray gathered = scratch.create(shape, hidden.getDataType());
      RowMatrix all = RowMatrix.of(device, hidden);
      device.copyRows(RowMatrix.of(device, gathered), null, all, positions);
      int[] entries = new int[positions.length];
      Arrays.setAll(entries, j -> targets[positions[j]] - cluster.first());
      NDArray slope = train ? scratch.create(shape, hidden.getDataType()) : null;
      Strided dx = train ? Strided.of(device, slope) : null;
      RowLosses found =
          cluster(
              scratch,
              cluster,
              "output_layer.sm." + i,
              Strided.of(device, gathered),
              dx,
              hidden,
              entries);
      scatter(positions, found, slope);
    }

    private void scatter(int[] positions, RowLosses found, NDArray slope) {
      for (int j = 0; j < positions.length; j++) {
        losses.nll()[positions[j]] += found.nll()[j];
        losses.smoothed()[positions[j]] += found.smoothed()[j];
      }
      if (train) {
        RowMatrix to = RowMatrix.of(device, gradient);
        device.addRows(to, positions, RowMatrix.of(device, slope), null);
      }
    }

    /** Makes sure that there is a gradient: an optimizer decays what has one, even a zero one. */
    private void touch(WordCluster cluster) {
      cluster.weight().gradientToAddTo();
      cluster.bias().gradientToAddTo();
      cluster.projection().gradientToAddTo();
    }

    /**
     * Losses of one cluster's softmax.
     *
     * @param x (rows, D)
     * @param dx receives its gradient, or null
     * @param like gives the data type
     */
    private RowLosses cluster(
        NDManager scratch,
        WordCluster cluster,
        String site,
        Strided x,
        Strided dx,
        NDArray like,
        int[] entries) {
      SoftmaxBlocks blocks = new SoftmaxBlocks(kernel, cluster, scale, device);
      if (cluster.projection() == null) {
        return blocks.run(scratch, x, dx, entries);
      }
      Strided projection = Strided.of(device, cluster.projection().value());
      Shape shape = new Shape(entries.length, cluster.width());
      NDArray y = scratch.create(shape, like.getDataType());
      Strided.of(device, y).product(x, projection);
      NDArray mask = train ? masks.mask(site, y, shape, dropout) : null;
      if (mask != null) {
        y.muli(mask);
      }
      NDArray dy = train ? scratch.create(shape, like.getDataType()) : null;
      RowLosses found =
          blocks.run(
              scratch, Strided.of(device, y), train ? Strided.of(device, dy) : null, entries);
      if (train) {
        if (mask != null) {
          dy.muli(mask);
        }
        dx.product(Strided.of(device, dy), projection.transposed());
        long d = projection.sizes()[0];
        Strided.matrix(
                device,
                cluster.projection().gradientToAddTo(),
                like.getDataType(),
                d,
                cluster.width())
            .addProduct(x.transposed(), Strided.of(device, dy));
      }
      return found;
    }

    @Override
    public List<NDArray> backward(List<NDArray> gradients) {
      return Arrays.asList(gradient);
    }
  }
}
