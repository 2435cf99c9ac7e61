package org.srupp.recipes.translation;

/**
 * A line to translate.
 *
 * @param text without its line end
 * @param origin file, or "standard input"
 * @param number in that file, from 1
 * @param flaw what was wrong with its bytes
 */
public record InputLine(String text, String origin, long number, Flaw flaw) {
  /** What reading had to change. */
  public enum Flaw {
    NONE,
    /** Bytes that are not UTF-8 became U+FFFD. */
    NOT_UTF8,
    /** Only the beginning was kept. */
    TOO_LONG
  }

  /** Where it stands. */
  public String place() {
    return origin + ", line " + number;
  }
}
