package org.srupp.encdec.layers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.torch.EngineProduct;
import org.srupp.seq2seq.torch.MatrixProduct;

/**
 * Both ends of a language model for one token at a time: {@link AdaptiveEmbedding} and the
 * log-probabilities of every id under {@link AdaptiveSoftmax}, over raw float32 memory.
 */
public final class WordSteps implements AutoCloseable {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final List<WordCluster> inputs;
  private final List<MemorySegment> tables;
  private final List<WordCluster> outputs;
  private final List<MatrixProduct> inputProjections = new ArrayList<>();
  private final List<MatrixProduct> outputProjections = new ArrayList<>();
  private final List<MatrixProduct> outputWeights = new ArrayList<>();
  private final List<MatrixProduct> products = new ArrayList<>();
  private final int vocabulary;
  private final int width;
  private final Arena copies = Arena.ofShared();
  private final Workspace workspace = new Workspace();
  private MemorySegment scratch = MemorySegment.NULL;
  private MemorySegment logits = MemorySegment.NULL;

  /**
   * Reads the parameters where they stand, or copies of those on a card; they must outlive this
   * object.
   *
   * @param vocabulary number of ids
   * @param width of the embeddings
   */
  public WordSteps(WordParameters words, ParameterSet parameters, int vocabulary, int width) {
    this.vocabulary = vocabulary;
    this.width = width;
    inputs = words.inputClusters(parameters);
    outputs = words.outputClusters(parameters);
    tables = inputs.stream().map(cluster -> readable(cluster.weight())).toList();
    for (WordCluster cluster : inputs) {
      inputProjections.add(cluster.projection() == null ? null : product(widening(cluster)));
    }
    for (WordCluster cluster : outputs) {
      outputProjections.add(cluster.projection() == null ? null : product(narrowing(cluster)));
      outputWeights.add(
          product(
              new EngineProduct(
                  readable(cluster.weight()),
                  cluster.rows(),
                  cluster.width(),
                  readable(cluster.bias()))));
    }
  }

  private MatrixProduct widening(WordCluster cluster) {
    long width = cluster.projection().shape().get(0);
    return new EngineProduct(
        readable(cluster.projection()), width, cluster.width(), MemorySegment.NULL);
  }

  private MatrixProduct narrowing(WordCluster cluster) {
    long hidden = cluster.projection().shape().get(0);
    return EngineProduct.transposed(readable(cluster.projection()), cluster.width(), hidden);
  }

  private MemorySegment readable(Parameter parameter) {
    return parameter.device().readable(parameter.memory(), copies);
  }

  private MatrixProduct product(MatrixProduct product) {
    products.add(product);
    return product;
  }

  /**
   * Looks ids up.
   *
   * @param ids (rows)
   * @param target (rows, width), with room for padded rows; overwritten
   */
  public void embed(int[] ids, MemorySegment target) {
    long bytes = (long) width * Float.BYTES;
    for (int i = 0; i < ids.length; i++) {
      int k = ClusterRows.cluster(inputs, ids[i]);
      WordCluster cluster = inputs.get(k);
      long own = (long) cluster.width() * Float.BYTES;
      MemorySegment table = tables.get(k);
      long from = (ids[i] - cluster.first()) * own;
      if (inputProjections.get(k) == null) {
        MemorySegment.copy(table, from, target, i * bytes, bytes);
      } else {
        MemorySegment row = scratch(Workspace.paddedRows(1) * (own + bytes));
        MemorySegment.copy(table, from, row, 0, own);
        MemorySegment projected = row.asSlice(Workspace.paddedRows(1) * own);
        inputProjections.get(k).apply(row, projected, Workspace.paddedRows(1));
        MemorySegment.copy(projected, 0, target, i * bytes, bytes);
      }
    }
  }

  private MemorySegment scratch(long bytes) {
    if (scratch.byteSize() < bytes) {
      scratch = workspace.allocate(2 * bytes);
    }
    return scratch;
  }

  /**
   * Log-probabilities of every id.
   *
   * @param hidden (rows, D), with room for padded rows
   * @param target (rows, V), overwritten
   */
  public void logProbabilities(MemorySegment hidden, int rows, MemorySegment target) {
    int padded = Workspace.paddedRows(rows);
    double[][] clusterLog = new double[rows][outputs.size()];
    for (int k = 0; k < outputs.size(); k++) {
      WordCluster cluster = outputs.get(k);
      MemorySegment x = hidden;
      if (outputProjections.get(k) != null) {
        x = scratch((long) padded * cluster.width() * Float.BYTES);
        outputProjections.get(k).apply(hidden, x, padded);
      }
      int count = cluster.rows();
      long bytes = (long) padded * count * Float.BYTES;
      if (logits.byteSize() < bytes) {
        logits = workspace.allocate(bytes);
      }
      outputWeights.get(k).apply(x, logits, padded);
      for (int row = 0; row < rows; row++) {
        MemorySegment own = logits.asSlice((long) row * count * Float.BYTES);
        double shift = k == 0 ? 0 : clusterLog[row][k];
        double norm = logSum(own, count) - shift;
        long at = (long) row * vocabulary + cluster.first();
        for (int i = 0; i < cluster.words(); i++) {
          float value = (float) (own.getAtIndex(FLOAT, i) - norm);
          target.setAtIndex(FLOAT, at + i, value);
        }
        for (int i = 1; k == 0 && i < outputs.size(); i++) {
          clusterLog[row][i] = own.getAtIndex(FLOAT, count - i) - norm;
        }
      }
    }
  }

  private static double logSum(MemorySegment row, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, row.getAtIndex(FLOAT, i));
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp(row.getAtIndex(FLOAT, i) - largest);
    }
    return largest + Math.log(sum);
  }

  @Override
  public void close() {
    products.forEach(MatrixProduct::close);
    workspace.close();
    copies.close();
  }
}
