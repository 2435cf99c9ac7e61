package org.srupp.tokenizers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Cuts a word into pieces that a vocabulary knows: merges by the codes, then takes merges back, one
 * level at a time, whose product is not in the vocabulary (as the vocabulary threshold of
 * subword-nmt does).
 */
final class BpeSegmenter {
  private final BpeMerger merger;
  private final boolean[] known;

  BpeSegmenter(BpeMerger merger, Predicate<String> vocabulary) {
    this.merger = merger;
    this.known = new boolean[merger.symbolCount()];
    for (int symbol = 0; symbol < known.length; symbol++) {
      known[symbol] = vocabulary.test(merger.text(symbol));
    }
  }

  /**
   * Passes the pieces of a word to {@code sink}; a character that the vocabulary lacks is a piece
   * too.
   */
  void segment(String word, Consumer<String> sink) {
    Deque<Integer> waiting = new ArrayDeque<>();
    for (int symbol : merger.merge(word)) {
      waiting.push(symbol);
      while (!waiting.isEmpty()) {
        int top = waiting.pop();
        long parts = top < 0 || known[top] ? -1 : merger.parts(top);
        if (parts < 0) {
          sink.accept(merger.text(top));
        } else {
          waiting.push((int) parts);
          waiting.push((int) (parts >>> 32));
        }
      }
    }
  }
}
