package org.srupp.tokenizers.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.srupp.tokenizers.sentencepiece.UnicodeRules.Sequence;

/**
 * A normalisation rule as SentencePiece compiles it: a trie of what is replaced, whose values are
 * places in a run of NUL-terminated replacements.
 */
record CharacterMap(DoubleArray trie, byte[] replacements) {
  /** Built at first use: it takes some tenths of a second. */
  private static final class NmtNfkc {
    static final CharacterMap MAP = new Builder(new UnicodeRules()).build();
  }

  static CharacterMap nmtNfkc() {
    return NmtNfkc.MAP;
  }

  /**
   * The field {@code precompiled_charsmap}: size of the trie in bytes, the trie, the replacements,
   * all little-endian.
   */
  byte[] toByteArray() {
    int trieBytes = Integer.BYTES * trie.units().length;
    ByteBuffer out =
        ByteBuffer.allocate(Integer.BYTES + trieBytes + replacements.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(trieBytes);
    for (int unit : trie.units()) {
      out.putInt(unit);
    }
    return out.put(replacements).array();
  }

  /** The length of the replacement at {@code place}. */
  int length(int place) {
    int end = place;
    while (replacements[end] != 0) {
      end++;
    }
    return end - place;
  }

  private static final class Builder {
    private final UnicodeRules rules;
    private final ByteGraph graph = new ByteGraph();
    private final Map<String, Integer> places = new HashMap<>();
    private final ByteArrayOutputStream replacements = new ByteArrayOutputStream();
    private final Map<Sequence, Integer> nodes = new IdentityHashMap<>();

    Builder(UnicodeRules rules) {
      this.rules = rules;
    }

    CharacterMap build() {
      Map<Integer, Integer> targets = new TreeMap<>();
      rules
          .sequences()
          .next
          .forEach(
              (cp, sequence) -> {
                List<ByteGraph.Edge> edges = edges(sequence);
                for (int original : rules.originals(cp)) {
                  targets.put(original, graph.node(place(rules.singles().get(original)), edges));
                }
              });
      rules
          .singles()
          .forEach(
              (cp, text) ->
                  targets.computeIfAbsent(cp, absent -> graph.node(place(text), List.of())));
      List<ByteGraph.Edge> first = new ArrayList<>();
      targets.forEach((cp, node) -> first.add(new ByteGraph.Edge(cp, node)));
      int root = graph.node(ByteGraph.NO_VALUE, first);
      return new CharacterMap(DoubleArrayBuilder.build(graph, root), replacements.toByteArray());
    }

    private List<ByteGraph.Edge> edges(Sequence sequence) {
      List<ByteGraph.Edge> edges = new ArrayList<>();
      sequence.next.forEach(
          (cp, next) -> {
            int target = node(next);
            rules
                .originals(cp)
                .forEach(original -> edges.add(new ByteGraph.Edge(original, target)));
          });
      edges.sort(Comparator.comparingInt(ByteGraph.Edge::codePoint));
      return edges;
    }

    private int node(Sequence sequence) {
      Integer known = nodes.get(sequence);
      if (known == null) {
        known = graph.node(place(sequence.replacement), edges(sequence));
        nodes.put(sequence, known);
      }
      return known;
    }

    private int place(String replacement) {
      if (replacement == null) {
        return ByteGraph.NO_VALUE;
      }
      Integer known = places.putIfAbsent(replacement, replacements.size());
      if (known != null) {
        return known;
      }
      int place = replacements.size();
      replacements.writeBytes(replacement.getBytes(StandardCharsets.UTF_8));
      replacements.write(0);
      return place;
    }
  }
}
