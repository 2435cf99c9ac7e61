package org.srupp.eval.ter;

/**
 * The number of edits that turn a hypothesis into a reference, where moving a block counts as one
 * (Snover et al. 2006): greedy shifts with Tercom's limits, as sacreBLEU searches. For one thread.
 *
 * <p>A shift is chosen by gain, then length, then the earlier start, then the earlier target, for
 * as long as the edit distance falls by it. Blocks have at most 10 words that stand at most 50
 * positions from an equal block of the reference. After 1000 candidates in all the search ends, and
 * the shifts found in its last round are dropped.
 */
public final class TranslationEdits {
  private static final int LONGEST_SHIFT = 10;
  private static final int FARTHEST_SHIFT = 50;
  private static final int CANDIDATES = 1000;

  private final EditTable table = new EditTable();
  private final Alignment alignment = new Alignment();
  private final Shift best = new Shift();
  private final Shift candidate = new Shift();
  private int[] words = new int[64];
  private int[] shifted = new int[64];
  private int length;
  private int[] reference;
  private int referenceLength;
  private int candidates;

  /**
   * Counts edits.
   *
   * @param hypothesis token numbers, of which the first {@code hypothesisWords} count; not changed
   * @param target the reference's token numbers, of which the first {@code targetWords} count
   * @return shifts and, after them, insertions, deletions and substitutions
   */
  public int count(int[] hypothesis, int hypothesisWords, int[] target, int targetWords) {
    if (targetWords == 0) {
      return hypothesisWords;
    }
    prepare(hypothesis, hypothesisWords, target, targetWords);
    int shifts = 0;
    while (table.distance() > 0) {
      search();
      if (candidates >= CANDIDATES || best.gain <= 0) {
        break;
      }
      shifts++;
      best.apply(words, shifted, length);
      swap();
      table.keep(words, best.from());
    }
    return shifts + table.distance();
  }

  private void prepare(int[] hypothesis, int hypothesisWords, int[] target, int targetWords) {
    if (hypothesisWords > words.length) {
      words = new int[2 * hypothesisWords];
      shifted = new int[2 * hypothesisWords];
    }
    System.arraycopy(hypothesis, 0, words, 0, hypothesisWords);
    length = hypothesisWords;
    reference = target;
    referenceLength = targetWords;
    candidates = 0;
    table.start(length, reference, referenceLength);
    table.keep(words, 0);
  }

  private void swap() {
    int[] before = words;
    words = shifted;
    shifted = before;
  }

  /** Finds the best shift of the words as they stand. */
  private void search() {
    best.clear();
    alignment.follow(table, length, referenceLength);
    for (int start = 0; start < length; start++) {
      int end = Math.min(referenceLength, start + FARTHEST_SHIFT + 1);
      for (int column = Math.max(0, start - FARTHEST_SHIFT); column < end; column++) {
        if (words[start] == reference[column] && !tryBlocks(start, column)) {
          return;
        }
      }
    }
  }

  /** Tries every block that begins at this pair of equal words; false when the limit is reached. */
  private boolean tryBlocks(int start, int column) {
    int longest = Math.min(LONGEST_SHIFT, Math.min(length - start, referenceLength - column));
    for (int size = 1;
        size <= longest && words[start + size - 1] == reference[column + size - 1];
        size++) {
      int target = alignment.target(column);
      if (alignment.errsInHypothesis(start, size)
          && alignment.errsInReference(column, size)
          && !(start <= target && target < start + size)) {
        tryTargets(start, column, size);
        if (candidates >= CANDIDATES) {
          return false;
        }
      }
    }
    return true;
  }

  /** Tries to put the block before the counterpart of each word of the reference's block. */
  private void tryTargets(int start, int column, int size) {
    int before = -1;
    for (int offset = -1; offset < size; offset++) {
      int at = column + offset;
      int target = at < 0 ? 0 : alignment.target(at) + 1;
      if (target != before) {
        before = target;
        candidates++;
        candidate.set(start, size, target);
        measure();
      }
    }
  }

  private void measure() {
    int distance = table.distance();
    int worthwhile = Math.max(1, best.gain);
    candidate.apply(words, shifted, length);
    int left =
        table.distance(shifted, candidate.from(), candidate.to(length), distance - worthwhile);
    candidate.gain = distance - left;
    if (candidate.gain >= worthwhile && candidate.precedes(best)) {
      best.set(candidate);
    }
  }
}
