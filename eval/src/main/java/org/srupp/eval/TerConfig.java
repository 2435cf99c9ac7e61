package org.srupp.eval;

/**
 * The settings of {@link Ter}.
 *
 * @param normalized whether entities are resolved and punctuation becomes tokens of its own
 * @param withoutPunctuation whether punctuation is removed
 * @param asianSupport whether the other two know ideographs and the punctuation of Chinese and
 *     Japanese
 * @param caseSensitive whether case is kept; texts are lower-cased otherwise
 */
public record TerConfig(
    boolean normalized, boolean withoutPunctuation, boolean asianSupport, boolean caseSensitive) {

  /** What sacreBLEU does when nothing is said: tokens as they stand, lower-cased. */
  public static final TerConfig DEFAULTS = new TerConfig(false, false, false, false);

  /** These settings with normalisation or without. */
  public TerConfig withNormalized(boolean other) {
    return new TerConfig(other, withoutPunctuation, asianSupport, caseSensitive);
  }

  /** These settings with punctuation removed or not. */
  public TerConfig withWithoutPunctuation(boolean other) {
    return new TerConfig(normalized, other, asianSupport, caseSensitive);
  }

  /** These settings with Asian text treated or not. */
  public TerConfig withAsianSupport(boolean other) {
    return new TerConfig(normalized, withoutPunctuation, other, caseSensitive);
  }

  /** These settings with case kept or not. */
  public TerConfig withCaseSensitive(boolean other) {
    return new TerConfig(normalized, withoutPunctuation, asianSupport, other);
  }
}
