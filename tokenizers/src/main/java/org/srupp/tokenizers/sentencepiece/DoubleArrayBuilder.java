package org.srupp.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * Finds each node of a graph a base, so that all its labels fall on free units and no other node
 * has it. Nodes with many labels come first; among nodes with as many, the search goes on where it
 * last ended, which takes one pass over the units for each number of labels.
 */
final class DoubleArrayBuilder {
  private static final int BLOCK = 256;

  private final ByteGraph graph;
  private final int[] bases;
  private final BitSet taken = new BitSet();
  private final BitSet takenBases = new BitSet();

  private DoubleArrayBuilder(ByteGraph graph) {
    this.graph = graph;
    this.bases = new int[graph.size()];
    taken.set(0); // the root's unit
    takenBases.set(0); // from there byte 0 would lead to it, whose label is 0
  }

  /**
   * Lays out what is reached from {@code root}; all nodes of the graph must be.
   *
   * @throws IllegalArgumentException if it does not fit into 2 Mi units
   */
  static DoubleArray build(ByteGraph graph, int root) {
    DoubleArrayBuilder builder = new DoubleArrayBuilder(graph);
    builder.place();
    return builder.filled(root);
  }

  private void place() {
    int from = 0;
    int before = 0;
    for (int node : byLabelCount()) {
      int[] labels = labels(node);
      from = labels.length == before ? from : 0;
      before = labels.length;
      while (!fits(labels, from ^ labels[0])) {
        from = taken.nextClearBit(from + 1);
      }
      int base = from ^ labels[0];
      bases[node] = base;
      takenBases.set(base);
      for (int label : labels) {
        taken.set(base ^ label);
      }
    }
  }

  /** All nodes, those with the most labels first; sorted by counting. */
  private int[] byLabelCount() {
    int[] starts = new int[BLOCK + 2];
    for (int node = 0; node < graph.size(); node++) {
      starts[BLOCK - labelCount(node) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] order = new int[graph.size()];
    for (int node = 0; node < order.length; node++) {
      order[starts[BLOCK - labelCount(node)]++] = node;
    }
    return order;
  }

  private boolean fits(int[] labels, int base) {
    if (takenBases.get(base)) {
      return false;
    }
    for (int label : labels) {
      if (taken.get(base ^ label)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes that lead on from a node; 0 leads to its value. */
  private int[] labels(int node) {
    int[] labels = new int[labelCount(node)];
    int values = labels.length - graph.edges(node);
    for (int i = values; i < labels.length; i++) {
      labels[i] = graph.label(node, i - values);
    }
    return labels;
  }

  private int labelCount(int node) {
    return graph.edges(node) + (graph.value(node) == ByteGraph.NO_VALUE ? 0 : 1);
  }

  private DoubleArray filled(int root) {
    int last = Math.max(taken.length(), takenBases.length());
    int[] units = new int[(last + BLOCK - 1) / BLOCK * BLOCK];
    if (units.length > DoubleArray.MOST_UNITS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the trie has %d units, but offsets reach %d only; take fewer strings",
              units.length,
              DoubleArray.MOST_UNITS));
    }
    Arrays.fill(units, DoubleArray.NO_LABEL);
    units[0] = towards(root, 0);
    for (int node = 0; node < bases.length; node++) {
      int base = bases[node];
      if (graph.value(node) != ByteGraph.NO_VALUE) {
        units[base] = graph.value(node) | DoubleArray.NO_LABEL;
      }
      for (int edge = 0; edge < graph.edges(node); edge++) {
        int label = graph.label(node, edge);
        units[base ^ label] = label | towards(graph.target(node, edge), base ^ label);
      }
    }
    return new DoubleArray(units);
  }

  private int towards(int node, int unit) {
    boolean value = graph.value(node) != ByteGraph.NO_VALUE;
    return (bases[node] ^ unit) << DoubleArray.OFFSET_SHIFT
        | (value ? DoubleArray.VALUE_FOLLOWS : 0);
  }
}
