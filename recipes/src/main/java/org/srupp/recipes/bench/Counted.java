package org.srupp.recipes.bench;

/**
 * How much of something there is.
 *
 * @param unit what is counted, in the singular, as in {@code word}
 * @param count how many
 */
public record Counted(String unit, long count) {
  /** The plural. */
  public String units() {
    return unit + "s";
  }
}
