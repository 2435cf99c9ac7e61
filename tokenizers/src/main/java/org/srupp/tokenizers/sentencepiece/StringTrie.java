package org.srupp.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/** A trie of whole strings, for finding them in text. */
final class StringTrie {
  private final TreeMap<Integer, StringTrie> next = new TreeMap<>();
  private boolean ends;

  private StringTrie() {}

  /** A trie whose every key has the value 0. */
  static DoubleArray of(SortedSet<String> strings) {
    StringTrie root = new StringTrie();
    for (String string : strings) {
      StringTrie at = root;
      for (int cp : string.codePoints().toArray()) {
        at = at.next.computeIfAbsent(cp, absent -> new StringTrie());
      }
      at.ends = true;
    }
    ByteGraph graph = new ByteGraph();
    return DoubleArrayBuilder.build(graph, root.node(graph));
  }

  private int node(ByteGraph graph) {
    List<ByteGraph.Edge> edges = new ArrayList<>();
    next.forEach((cp, child) -> edges.add(new ByteGraph.Edge(cp, child.node(graph))));
    return graph.node(ends ? 0 : ByteGraph.NO_VALUE, edges);
  }
}
