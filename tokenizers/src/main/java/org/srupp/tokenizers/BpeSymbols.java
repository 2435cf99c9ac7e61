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
  /** What subword-nmt and fastBPE write behind the last character of a word. */
  static final String WORD_END = "</w>";

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final LongIntMap codePoints = new LongIntMap(1024, -1);
  private final LongIntMap lastCodePoints = new LongIntMap(1024, -1);

  int add(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    if (isCodePoint(text)) {
      codePoints.put(text.codePointAt(0), texts.size() - 1);
    }
    if (text.endsWith(WORD_END)
        && isCodePoint(text.substring(0, text.length() - WORD_END.length()))) {
      lastCodePoints.put(text.codePointAt(0), texts.size() - 1);
    }
    return texts.size() - 1;
  }

  private static boolean isCodePoint(String text) {
    return text.length() <= 2 && text.codePointCount(0, text.length()) == 1;
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

  /** As {@link #of}, but the last symbol is that of the code point with {@link #WORD_END}. */
  int[] ofMarked(String word) {
    int[] symbols = of(word);
    if (symbols.length > 0) {
      int last = word.codePointBefore(word.length());
      int number = lastCodePoints.get(last);
      symbols[symbols.length - 1] = number >= 0 ? number : ~last;
    }
    return symbols;
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }
}
