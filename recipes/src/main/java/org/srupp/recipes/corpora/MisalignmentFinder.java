package org.srupp.recipes.corpora;

import java.util.BitSet;

/**
 * Guesses where two files of translated lines run out of step, to help somebody find the missing
 * line.
 *
 * <p>A pair disagrees if exactly one of its lines is empty, if one line is more than 2.5 times as
 * long as the other (with 10 characters added to both, for short lines differ more), if the numbers
 * written in digits differ, or if one ends with a question mark and the other does not. Good
 * translations disagree rarely, shifted ones often: the point is chosen that best divides the file
 * into agreeing pairs before and disagreeing pairs after (each pair from there on counts +1 if it
 * disagrees and -1/4 if not; the start with the largest sum wins). The suspicious line is the first
 * disagreeing one from that point.
 */
final class MisalignmentFinder {
  private static final double LENGTH_RATIO = 2.5;
  private static final double SHORT_LINE = 10;
  private static final double AGREEMENT = -0.25;

  private final BitSet disagreeing = new BitSet();
  private int count;

  void add(String source, String target) {
    disagreeing.set(count++, disagree(source, target));
  }

  /**
   * The guess.
   *
   * @param common how many lines both files have
   * @return a line number from 1; the first line that has no partner if nothing disagrees
   */
  long firstSuspicious(long common) {
    double sum = 0;
    double best = 0;
    int start = -1;
    for (int i = count - 1; i >= 0; i--) {
      sum += disagreeing.get(i) ? 1 : AGREEMENT;
      if (sum > best) {
        best = sum;
        start = i;
      }
    }
    return start < 0 ? common + 1 : start + 1L;
  }

  private static boolean disagree(String source, String target) {
    if (source.isBlank() != target.isBlank()) {
      return true;
    }
    double a = source.length() + SHORT_LINE;
    double b = target.length() + SHORT_LINE;
    return Math.max(a, b) > LENGTH_RATIO * Math.min(a, b)
        || source.strip().endsWith("?") != target.strip().endsWith("?")
        || digits(source) != digits(target);
  }

  /** Order and separators of numbers differ between languages, the digits do not. */
  private static int digits(String line) {
    int sum = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c >= '0' && c <= '9') {
        sum += 1 << (3 * (c - '0'));
      }
    }
    return sum;
  }
}
