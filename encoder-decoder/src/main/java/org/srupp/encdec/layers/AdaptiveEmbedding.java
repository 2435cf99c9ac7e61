package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.autograd.TapeFunction;
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
      RowMemory table = RowMemory.of(cluster.weight().value());
      RowMemory target = RowMemory.of(output);
      if (cluster.projection() == null) {
        for (int position : part.positions) {
          target.set(position, table, ids[position] - cluster.first());
        }
        return;
      }
      Shape gathered = new Shape(part.positions.length, cluster.width());
      NDArray rows = manager.create(gathered, output.getDataType());
      RowMemory memory = RowMemory.of(rows);
      for (int i = 0; i < part.positions.length; i++) {
        memory.set(i, table, ids[part.positions[i]] - cluster.first());
      }
      part.mask = masks.mask(site, rows, gathered, dropout);
      part.rows = part.mask == null ? rows : rows.muli(part.mask);
      NDArray projected =
          manager.create(new Shape(part.positions.length, width), output.getDataType());
      Strided.of(projected)
          .product(Strided.of(part.rows), Strided.of(cluster.projection().value()).transposed());
      RowMemory from = RowMemory.of(projected);
      for (int i = 0; i < part.positions.length; i++) {
        target.set(part.positions[i], from, i);
      }
    }

    @Override
    public List<NDArray> backward(List<NDArray> gradients) {
      NDArray gradient = gradients.get(0);
      if (!TensorMemory.isContiguous(gradient)) {
        gradient = gradient.duplicate();
      }
      for (Part part : parts) {
        RowMemory table = sink(part.cluster.weight(), part.cluster.width());
        if (part.cluster.projection() == null) {
          add(part, table, RowMemory.of(gradient), true);
        } else {
          project(part, gradient, table);
        }
      }
      return List.of();
    }

    private RowMemory sink(Parameter weight, int columns) {
      return new RowMemory(weight.gradientToAddTo(), weight.value().getDataType(), columns);
    }

    private void add(Part part, RowMemory table, RowMemory rows, boolean byPosition) {
      for (int i = 0; i < part.positions.length; i++) {
        int position = part.positions[i];
        table.add(ids[position] - part.cluster.first(), rows, byPosition ? position : i);
      }
    }

    private void project(Part part, NDArray gradient, RowMemory table) {
      Parameter projection = part.cluster.projection();
      MemorySegment sink = projection.gradientToAddTo();
      int count = part.positions.length;
      if (count == 0) {
        return;
      }
      int columns = part.cluster.width();
      DataType type = gradient.getDataType();
      NDArray gathered = manager.create(new Shape(count, width), type);
      RowMemory to = RowMemory.of(gathered);
      RowMemory from = RowMemory.of(gradient);
      for (int i = 0; i < count; i++) {
        to.set(i, from, part.positions[i]);
      }
      Strided.matrix(sink, type, width, columns)
          .addProduct(Strided.of(gathered).transposed(), Strided.of(part.rows));
      NDArray rows = manager.create(new Shape(count, columns), type);
      Strided.of(rows).product(Strided.of(gathered), Strided.of(projection.value()));
      if (part.mask != null) {
        rows.muli(part.mask);
      }
      add(part, table, RowMemory.of(rows), false);
    }
  }
}
