package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.autograd.TapeFunction;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;
import org.srupp.seq2seq.torch.Strided;
import org.srupp.seq2seq.torch.TensorMemory;

/**
 * Vectors of ids: a row of the cluster's weight, dropout, and the cluster's projection. A plain
 * embedding is one cluster without projection.
 *
 * <p>Gradients go straight into the parameters' own memory, row by row: a table with a row for
 * every word would otherwise be written and added as a whole at each step.
 */
public final class AdaptiveEmbedding {
  private final List<WordCluster> clusters;
  private final int width;
  private final double dropout;
  private final DeviceMemory device;

  /**
   * Builds the layer over existing parameters.
   *
   * @param dropout on the vectors before their projection; a plain embedding has none
   */
  public AdaptiveEmbedding(
      WordParameters words, ParameterSet parameters, int width, double dropout) {
    clusters = words.inputClusters(parameters);
    this.width = width;
    this.dropout = dropout;
    device = parameters.device();
  }

  /**
   * Looks ids up.
   *
   * @param manager of the result
   * @param ids row-major in the shape
   * @param shape (L, B)
   * @return (L, B, width)
   * @throws IllegalArgumentException if an id is outside the vocabulary
   */
  public NDArray forward(Tape tape, NDManager manager, int[] ids, Shape shape, Dropout masks) {
    Lookup lookup = new Lookup(manager, ids, shape, masks);
    return tape.apply(lookup, List.of()).get(0);
  }

  /** Positions whose ids are in a cluster; and what backward needs of it. */
  private static final class Part {
    private final WordCluster cluster;
    private int[] positions;
    private NDArray rows;
    private NDArray mask;

    Part(WordCluster cluster) {
      this.cluster = cluster;
    }
  }

  private final class Lookup implements TapeFunction {
    private final NDManager manager;
    private final int[] ids;
    private final Shape shape;
    private final Dropout masks;
    private final List<Part> parts = new ArrayList<>();

    Lookup(NDManager manager, int[] ids, Shape shape, Dropout masks) {
      this.manager = manager;
      this.ids = ids;
      this.shape = shape;
      this.masks = masks;
    }

    @Override
    public List<NDArray> forward(List<NDArray> inputs) {
      DataType type = clusters.get(0).weight().value().getDataType();
      NDArray output = manager.create(shape.addAll(new Shape(width)), type);
      ClusterRows sorted = new ClusterRows(clusters, ids);
      for (int i = 0; i < clusters.size(); i++) {
        Part part = new Part(clusters.get(i));
        part.positions = sorted.positions(i);
        if (part.positions.length > 0) {
          look(part, output, "embedding_layer.emb." + i);
        }
        parts.add(part);
      }
      return List.of(output);
    }

    private void look(Part part, NDArray output, String site) {
      WordCluster cluster = part.cluster;
      RowMatrix table = RowMatrix.of(device, cluster.weight().value());
      RowMatrix target = RowMatrix.of(device, output);
      if (cluster.projection() == null) {
        device.copyRows(target, part.positions, table, rows(part));
        return;
      }
      Shape gathered = new Shape(part.positions.length, cluster.width());
      NDArray rows = manager.create(gathered, output.getDataType());
      device.copyRows(RowMatrix.of(device, rows), null, table, rows(part));
      part.mask = masks.mask(site, rows, gathered, dropout);
      part.rows = part.mask == null ? rows : rows.muli(part.mask);
      NDArray projected =
          manager.create(new Shape(part.positions.length, width), output.getDataType());
      Strided.of(device, projected)
          .product(
              Strided.of(device, part.rows),
              Strided.of(device, cluster.projection().value()).transposed());
      device.copyRows(target, part.positions, RowMatrix.of(device, projected), null);
    }

    /** Rows of the cluster's table, one for each of its positions. */
    private int[] rows(Part part) {
      int[] rows = new int[part.positions.length];
      Arrays.setAll(rows, i -> ids[part.positions[i]] - part.cluster.first());
      return rows;
    }

    @Override
    public List<NDArray> backward(List<NDArray> gradients) {
      NDArray gradient = gradients.get(0);
      if (!TensorMemory.isContiguous(gradient)) {
        gradient = gradient.duplicate();
      }
      for (Part part : parts) {
        RowMatrix table = sink(part.cluster.weight(), part.cluster.width());
        if (part.cluster.projection() == null) {
          device.addRows(table, rows(part), RowMatrix.of(device, gradient), part.positions);
        } else {
          project(part, gradient, table);
        }
      }
      return List.of();
    }

    private RowMatrix sink(Parameter weight, int columns) {
      return new RowMatrix(weight.gradientToAddTo(), weight.value().getDataType(), columns);
    }

    private void project(Part part, NDArray gradient, RowMatrix table) {
      Parameter projection = part.cluster.projection();
      MemorySegment sink = projection.gradientToAddTo();
      int count = part.positions.length;
      if (count == 0) {
        return;
      }
      int columns = part.cluster.width();
      DataType type = gradient.getDataType();
      NDArray gathered = manager.create(new Shape(count, width), type);
      RowMatrix from = RowMatrix.of(device, gradient);
      device.copyRows(RowMatrix.of(device, gathered), null, from, part.positions);
      Strided.matrix(device, sink, type, width, columns)
          .addProduct(Strided.of(device, gathered).transposed(), Strided.of(device, part.rows));
      NDArray rows = manager.create(new Shape(count, columns), type);
      Strided.of(device, rows)
          .product(Strided.of(device, gathered), Strided.of(device, projection.value()));
      if (part.mask != null) {
        rows.muli(part.mask);
      }
      device.addRows(table, rows(part), RowMatrix.of(device, rows), null);
    }
  }
}
