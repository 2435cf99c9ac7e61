package org.srupp.eval.ngram;

import org.srupp.eval.text.PythonSpace;

/** Turns segments into code points, with or without their white space. For one thread. */
public final class CharacterReader {
  private final boolean whitespace;
  private int[] codePoints = new int[256];
  private int length;

  /**
   * A reader without a segment.
   *
   * @param whitespace whether white space counts
   */
  public CharacterReader(boolean whitespace) {
    this.whitespace = whitespace;
  }

  /** Reads a segment, untrimmed. */
  public void read(String segment) {
    int units = segment.length();
    if (units > codePoints.length) {
      codePoints = new int[Math.max(units, 2 * codePoints.length)];
    }
    length = 0;
    int at = 0;
    while (at < units) {
      char unit = segment.charAt(at);
      if (Character.isHighSurrogate(unit)) {
        int codePoint = segment.codePointAt(at);
        codePoints[length++] = codePoint;
        at += Character.charCount(codePoint);
      } else {
        if (whitespace || !PythonSpace.isSpace(unit)) {
          codePoints[length++] = unit;
        }
        at++;
      }
    }
  }

  /**
   * The segment's code points; only the first {@link #length()} count, and the next read changes
   * them.
   */
  public int[] codePoints() {
    return codePoints;
  }

  /** How many code points the segment has. */
  public int length() {
    return length;
  }
}
