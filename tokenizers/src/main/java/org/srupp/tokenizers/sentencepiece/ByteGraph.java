package org.srupp.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A smallest acyclic automaton over bytes: equal nodes are one node, so that sequences with the
 * same continuations share them. Built from the ends to the start.
 */
final class ByteGraph {
  static final int NO_VALUE = -1;

  /** A UTF-8 character that leads from a node to another. */
  record Edge(int codePoint, int target) {}

  /** Value, then label and target of each edge by rising label. */
  private record Node(int[] content) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Node node && Arrays.equals(content, node.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> ids = new HashMap<>();

  int size() {
    return nodes.size();
  }

  int value(int node) {
    return nodes.get(node).content[0];
  }

  int edges(int node) {
    return nodes.get(node).content.length / 2;
  }

  int label(int node, int edge) {
    return nodes.get(node).content[1 + 2 * edge];
  }

  int target(int node, int edge) {
    return nodes.get(node).content[2 + 2 * edge];
  }

  /**
   * The node with these outgoing characters.
   *
   * @param value what its prefix stands for, or {@link #NO_VALUE}
   * @param edges by rising code point, which is the order of their UTF-8 bytes
   */
  int node(int value, List<Edge> edges) {
    List<byte[]> keys = new ArrayList<>(edges.size());
    for (Edge edge : edges) {
      keys.add(Character.toString(edge.codePoint()).getBytes(StandardCharsets.UTF_8));
    }
    return node(value, edges, keys, 0, edges.size(), 0);
  }

  private int node(int value, List<Edge> edges, List<byte[]> keys, int from, int to, int depth) {
    int[] content = new int[1 + 2 * (to - from)];
    int length = 0;
    content[length++] = value;
    for (int start = from, end; start < to; start = end) {
      byte label = keys.get(start)[depth];
      end = start + 1;
      while (end < to && keys.get(end)[depth] == label) {
        end++;
      }
      boolean last = keys.get(start).length == depth + 1;
      content[length++] = label & 0xff;
      content[length++] =
          last ? edges.get(start).target() : node(NO_VALUE, edges, keys, start, end, depth + 1);
    }
    return intern(new Node(Arrays.copyOf(content, length)));
  }

  private int intern(Node node) {
    Integer known = ids.putIfAbsent(node, nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }
}
