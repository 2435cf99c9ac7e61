package org.srupp.eval.text;

import java.util.Arrays;

/**
 * A growing run of UTF-16 units that is cleared and filled again, so that scoring makes no string
 * for a token.
 */
public final class Chars {
  private char[] units = new char[256];
  private int length;

  /** The number of units held. */
  public int length() {
    return length;
  }

  /** The unit at {@code index}, which must be below {@link #length()}. */
  public char charAt(int index) {
    return units[index];
  }

  /** The code point that starts at {@code index}; a lone surrogate is returned as it is. */
  int codePointAt(int index) {
    return Character.codePointAt(units, index, length);
  }

  /**
   * The backing store; only the first {@link #length()} units count, and any append may replace it.
   */
  public char[] units() {
    return units;
  }

  /** Empties this buffer and keeps its memory. */
  public void clear() {
    length = 0;
  }

  /** Replaces the content by a copy of the other's. */
  void set(Chars other) {
    clear();
    append(other.units, 0, other.length);
  }

  /** Appends one unit. */
  public void append(char unit) {
    if (length == units.length) {
      grow(1);
    }
    units[length++] = unit;
  }

  void appendCodePoint(int codePoint) {
    if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      append((char) codePoint);
    } else {
      append(Character.highSurrogate(codePoint));
      append(Character.lowSurrogate(codePoint));
    }
  }

  /** Appends a text. */
  public void append(String text) {
    append(text, 0, text.length());
  }

  /** Appends units {@code from} to {@code to} (exclusive) of a text. */
  void append(String text, int from, int to) {
    grow(to - from);
    text.getChars(from, to, units, length);
    length += to - from;
  }

  /** Appends units {@code from} to {@code to} (exclusive) of another store. */
  public void append(char[] source, int from, int to) {
    grow(to - from);
    System.arraycopy(source, from, units, length, to - from);
    length += to - from;
  }

  private void grow(int more) {
    if (units.length - length < more) {
      units = Arrays.copyOf(units, Math.max(2 * units.length, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(units, 0, length);
  }
}
