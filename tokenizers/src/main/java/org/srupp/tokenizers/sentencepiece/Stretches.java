package org.srupp.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts normalised text where no piece reaches across and counts what lies between. */
final class Stretches {
  /** A stretch of text and how often it occurs. */
  record Stretch(String text, long count) {}

  private final PieceShape shape;
  private final DoubleArray metaPieces;
  private final Map<String, long[]> counts = new HashMap<>();
  private long boundaries;

  /**
   * Counts of no text yet.
   *
   * @param metaPieces strings that are pieces already; no other piece holds a part of them
   */
  Stretches(PieceShape shape, DoubleArray metaPieces) {
    this.shape = shape;
    this.metaPieces = metaPieces;
  }

  /** Counts a normalised text that occurs {@code times} times; UTF-8 in {@code bytes}. */
  void add(byte[] bytes, long times) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int start = 0;
    int left = -1;
    for (int at = 0, byteAt = 0; at < text.length(); ) {
      int cp = text.codePointAt(at);
      long meta = metaPieces.longestPrefix(bytes, byteAt, bytes.length);
      if (meta != 0 || cp == 0 || cp == '\t') {
        add(text, start, at, times);
        boundaries += cp == 0 && meta == 0 ? 0 : times; // NUL is no character of the text
        int byteEnd = byteAt + (meta == 0 ? 1 : (int) (meta >>> Integer.SIZE));
        at += meta == 0 ? 1 : chars(bytes, byteAt, byteEnd);
        byteAt = byteEnd;
        start = at;
        left = -1;
        continue;
      }
      if (left >= 0 && shape.separates(left, cp)) {
        add(text, start, at, times);
        start = at;
      }
      left = cp;
      at += Character.charCount(cp);
      byteAt += utf8Length(cp);
    }
    add(text, start, text.length(), times);
  }

  private void add(String text, int from, int to, long times) {
    if (from < to) {
      counts.computeIfAbsent(text.substring(from, to), absent -> new long[1])[0] += times;
    }
  }

  private static int chars(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).length();
  }

  private static int utf8Length(int cp) {
    return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
  }

  /** Adds all that {@code other} counted. */
  void merge(Stretches other) {
    other.counts.forEach(
        (text, count) -> counts.computeIfAbsent(text, absent -> new long[1])[0] += count[0]);
    boundaries += other.boundaries;
  }

  /** All of them, in an order that depends on nothing else. */
  List<Stretch> all() {
    return counts.entrySet().stream()
        .map(entry -> new Stretch(entry.getKey(), entry.getValue()[0]))
        .sorted(Comparator.comparing(Stretch::text))
        .toList();
  }

  /**
   * How often tabs and pieces that are not learned stood in the text; each counts as a character.
   */
  long boundaries() {
    return boundaries;
  }
}
