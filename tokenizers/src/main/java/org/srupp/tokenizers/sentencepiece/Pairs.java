package org.srupp.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.List;

/**
 * All pairs of neighbouring symbols ever seen: parts, joined text, count, and the ends of the chain
 * of places where the pair stands. A pair is a symbol too, once merged; its number as such follows
 * those of the characters.
 */
final class Pairs {
  static final int NONE = -1;

  private final int characters;
  private int[][] texts = new int[1 << 12][];
  private int[] lefts = new int[1 << 12];
  private int[] rights = new int[1 << 12];
  private long[] counts = new long[1 << 12];
  private int[] heads = new int[1 << 12];
  private int[] tails = new int[1 << 12];
  private final int[] alphabet;
  private int size;

  Pairs(List<Integer> alphabet) {
    this.characters = alphabet.size();
    this.alphabet = alphabet.stream().mapToInt(Integer::intValue).toArray();
  }

  int size() {
    return size;
  }

  int symbols() {
    return characters + size;
  }

  int symbol(int pair) {
    return characters + pair;
  }

  int add(int left, int right, int[] text) {
    if (size == lefts.length) {
      grow(2 * size);
    }
    lefts[size] = left;
    rights[size] = right;
    texts[size] = text;
    heads[size] = NONE;
    tails[size] = NONE;
    return size++;
  }

  private void grow(int capacity) {
    texts = Arrays.copyOf(texts, capacity);
    lefts = Arrays.copyOf(lefts, capacity);
    rights = Arrays.copyOf(rights, capacity);
    counts = Arrays.copyOf(counts, capacity);
    heads = Arrays.copyOf(heads, capacity);
    tails = Arrays.copyOf(tails, capacity);
  }

  /** The code points of two symbols, one after the other. */
  int[] joined(int left, int right) {
    int leftLength = length(left);
    int[] text = new int[leftLength + length(right)];
    copy(left, text, 0);
    copy(right, text, leftLength);
    return text;
  }

  private int length(int symbol) {
    return symbol < characters ? 1 : texts[symbol - characters].length;
  }

  private void copy(int symbol, int[] out, int at) {
    if (symbol < characters) {
      out[at] = alphabet[symbol];
    } else {
      int[] text = texts[symbol - characters];
      System.arraycopy(text, 0, out, at, text.length);
    }
  }

  int[] text(int pair) {
    return texts[pair];
  }

  boolean isDouble(int pair) {
    return lefts[pair] == rights[pair];
  }

  long count(int pair) {
    return counts[pair];
  }

  void change(int pair, long times) {
    counts[pair] += times;
  }

  int head(int pair) {
    return heads[pair];
  }

  void setHead(int pair, int place) {
    heads[pair] = place;
  }

  int tail(int pair) {
    return tails[pair];
  }

  void setTail(int pair, int place) {
    tails[pair] = place;
  }
}
