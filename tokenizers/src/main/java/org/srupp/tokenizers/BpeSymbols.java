package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the strings that merging works on, so that a pair of them is one long. Not for
 * several threads while it grows.
 */
final class BpeSymbols {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final LongIntMap codePoints = new LongIntMap(1024, -1);

  int add(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    if (text.codePointCount(0, text.length()) == 1) {
      codePoints.put(text.codePointAt(0), texts.size() - 1);
    }
    return texts.size() - 1;
  }

  boolean contains(String text) {
    return numbers.containsKey(text);
  }

  String text(int number) {
    return texts.get(number);
  }

  int size() {
    return texts.size();
  }

  /**
   * The symbols of a word's code points; one without a number is given as the complement of the
   * code point, which is negative.
   */
  int[] of(String word) {
    int[] symbols = new int[word.codePointCount(0, word.length())];
    int n = 0;
    for (int i = 0, cp; i < word.length(); i += Character.charCount(cp)) {
      cp = word.codePointAt(i);
      int number = codePoints.get(cp);
      symbols[n++] = number >= 0 ? number : ~cp;
    }
    return symbols;
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }
}
