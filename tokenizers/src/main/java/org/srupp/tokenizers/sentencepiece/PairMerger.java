package org.srupp.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.srupp.tokenizers.sentencepiece.Stretches.Stretch;

/**
 * Byte-pair encoding (Sennrich et al. 2016, <a href="https://arxiv.org/abs/1508.07909">algorithm
 * 1</a>) with SentencePiece's rules: of the most frequent pairs the shortest is merged first, of
 * those the first in order of code points, of those the first that came up. A pair whose text is a
 * piece already is not merged, because its piece would be the same.
 */
final class PairMerger {
  /** A pair with the count it had when it was queued; counts only fall, so that is the most. */
  private record Candidate(long count, int pair) {}

  private static final int UNSET = -2;

  private final PieceShape shape;
  private final Pairs pairs;
  private final SymbolLine line;
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(this::firstMerged);
  private final Set<String> seen = new HashSet<>();

  // Pairs of the latest symbol with others, by the other: those found while one merge goes on.
  private int[] pairBefore = new int[0];
  private int[] pairAfter = new int[0];
  private final List<Integer> touched = new ArrayList<>();

  PairMerger(PieceRules rules, List<Integer> alphabet, List<Stretch> stretches) {
    this.shape = new PieceShape(rules);
    this.pairs = new Pairs(alphabet);
    Map<Integer, Integer> symbolOf = new HashMap<>();
    alphabet.forEach(cp -> symbolOf.put(cp, symbolOf.size()));
    this.line = new SymbolLine(pairs, stretches, symbolOf);
    linkNeighbours();
    queueFrom(0);
  }

  private int firstMerged(Candidate a, Candidate b) {
    if (a.count != b.count) {
      return Long.compare(b.count, a.count);
    }
    int[] left = pairs.text(a.pair);
    int[] right = pairs.text(b.pair);
    if (left.length != right.length) {
      return Integer.compare(left.length, right.length);
    }
    int byText = Arrays.compare(left, right);
    return byText != 0 ? byText : Integer.compare(a.pair, b.pair);
  }

  /** Links all places, sorted by their left symbols, so that one array finds their pairs. */
  private void linkNeighbours() {
    int[] starts = new int[pairs.symbols() + 1];
    for (int place = 1; place + 1 < line.size(); place++) {
      if (isPair(place)) {
        starts[line.symbol(place) + 1]++;
      }
    }
    for (int symbol = 1; symbol < starts.length; symbol++) {
      starts[symbol] += starts[symbol - 1];
    }
    int[] places = new int[starts[starts.length - 1]];
    int[] ends = starts.clone();
    for (int place = 1; place + 1 < line.size(); place++) {
      if (isPair(place)) {
        places[ends[line.symbol(place)]++] = place;
      }
    }
    int characters = starts.length - 1;
    reserve(characters);
    for (int left = 0; left < characters; left++) {
      for (int i = starts[left]; i < starts[left + 1]; i++) {
        line.link(places[i], after(left, line.symbol(places[i] + 1)));
      }
      forget();
    }
  }

  private boolean isPair(int place) {
    return line.symbol(place) != SymbolLine.END && line.symbol(place + 1) != SymbolLine.END;
  }

  /** The number of a new pair, or {@link Pairs#NONE} if its text cannot be a piece. */
  private int newPair(int left, int right) {
    int[] text = pairs.joined(left, right);
    return shape.allows(text) ? pairs.add(left, right, text) : Pairs.NONE;
  }

  private void queueFrom(int first) {
    for (int pair = first; pair < pairs.size(); pair++) {
      line.unlinkOverlaps(pair);
      queue.add(new Candidate(pairs.count(pair), pair));
    }
  }

  /**
   * The next pieces, in the order of merging; fewer than {@code most} if no more can be made. Pairs
   * that earlier merges have used up come last.
   */
  List<String> pieces(int most) {
    List<String> pieces = new ArrayList<>();
    while (pieces.size() < most && !queue.isEmpty()) {
      Candidate head = queue.poll();
      long count = pairs.count(head.pair);
      if (count != head.count) {
        queue.add(new Candidate(count, head.pair));
        continue;
      }
      int[] text = pairs.text(head.pair);
      String piece = new String(text, 0, text.length);
      if (seen.add(piece)) {
        pieces.add(piece);
        merge(head.pair);
      }
    }
    return pieces;
  }

  private void merge(int pair) {
    int symbol = pairs.symbol(pair);
    int first = pairs.size();
    reserve(pairs.symbols());
    for (int place = pairs.head(pair); place != Pairs.NONE; place = pairs.head(pair)) {
      int right = line.next(place);
      int before = line.previous(place);
      int after = line.next(right);
      line.unlink(place);
      line.unlink(right);
      line.unlink(before);
      line.join(place, symbol);
      if (line.symbol(before) != SymbolLine.END) {
        line.link(before, before(line.symbol(before), symbol));
      }
      if (line.symbol(after) != SymbolLine.END) {
        line.link(place, after(symbol, line.symbol(after)));
      }
    }
    forget();
    queueFrom(first);
  }

  private void reserve(int symbols) {
    if (pairBefore.length < symbols) {
      pairBefore = unset(2 * symbols);
      pairAfter = unset(2 * symbols);
    }
  }

  private void forget() {
    for (int other : touched) {
      pairBefore[other] = UNSET;
      pairAfter[other] = UNSET;
    }
    touched.clear();
  }

  private static int[] unset(int length) {
    int[] values = new int[length];
    Arrays.fill(values, UNSET);
    return values;
  }

  private int before(int other, int symbol) {
    if (pairBefore[other] == UNSET) {
      pairBefore[other] = newPair(other, symbol);
      touched.add(other);
    }
    return pairBefore[other];
  }

  private int after(int symbol, int other) {
    if (other == symbol) {
      return before(other, symbol);
    }
    if (pairAfter[other] == UNSET) {
      pairAfter[other] = newPair(symbol, other);
      touched.add(other);
    }
    return pairAfter[other];
  }
}
