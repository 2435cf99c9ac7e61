package org.srupp.tokenizers.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The normalisation before tokenizing, in this order: lone surrogates become U+FFFD; lower case by
 * {@link Locale#ROOT} if asked for; Unicode normal form C; white space collapsed by {@link
 * WhiteSpace#collapse}. Applying it twice is applying it once.
 *
 * <p>Two guards keep hostile lines linear: a line with more than {@value #MOST_MARKS} combining
 * marks in a row keeps its form (sorting marks is quadratic in the JDK), and a line with more than
 * {@value #MOST_SIGMAS} capital sigmas is lower-cased without the rule for final sigma (which looks
 * for word ends again at each of them).
 *
 * @param lowercase whether to lower-case
 */
public record TextNormalizer(boolean lowercase) {
  private static final int MOST_MARKS = 64;
  private static final int MOST_SIGMAS = 256;
  private static final char CAPITAL_SIGMA = '\u03a3';

  /** Everything below this is in normal form C on its own, and nothing below it combines. */
  private static final char FIRST_COMBINING = '\u0300';

  /** Returns the normal form of {@code text}. */
  public String apply(String text) {
    String repaired = repairSurrogates(text);
    String cased = lowercase ? lower(repaired) : repaired;
    return WhiteSpace.collapse(composed(cased));
  }

  /** Replaces each surrogate without its partner, which no encoding can write, by U+FFFD. */
  public static String repairSurrogates(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text);
      }
      out.setCharAt(i, '\ufffd');
    }
    return out == null ? text : out.toString();
  }

  /** Lower case by {@link Locale#ROOT}, with the guard for capital sigmas. */
  static String lower(String text) {
    long sigmas = 0;
    for (int at = text.indexOf(CAPITAL_SIGMA); at >= 0; at = text.indexOf(CAPITAL_SIGMA, at + 1)) {
      sigmas++;
    }
    String sigmaFree = sigmas > MOST_SIGMAS ? text.replace(CAPITAL_SIGMA, '\u03c3') : text;
    return sigmaFree.toLowerCase(Locale.ROOT);
  }

  private static String composed(String text) {
    boolean plain = true;
    int marks = 0;
    for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
      cp = text.codePointAt(i);
      if (cp < FIRST_COMBINING) {
        marks = 0;
        continue;
      }
      plain = false;
      marks = CharacterClass.isMark(cp) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        return text;
      }
    }
    return plain ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
