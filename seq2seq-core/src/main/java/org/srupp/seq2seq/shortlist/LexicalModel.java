package org.srupp.seq2seq.shortlist;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.srupp.seq2seq.data.ParallelCorpus;

/**
 * Lexical translation probabilities t(target | source) by IBM Model 1, without its empty word (<a
 * href="https://aclanthology.org/J93-2003/">Brown et al. 1993</a>, section 4.1): every target piece
 * is a translation of one source piece of its sentence, and each of them is as likely to be it.
 *
 * <p>An iteration of expectation-maximisation has two passes. The first goes through the pairs: for
 * each target piece the sum of t over the source pieces. The second goes through the source pieces:
 * one thread adds up all of a piece's expected counts, pair by pair in the order of the text, so
 * that sums do not depend on the number of threads and no table of counts is shared.
 */
final class LexicalModel {
  private static final int PAIRS_OF_A_TASK = 1_000;

  private final ParallelCorpus pairs;
  private final int targets;
  private final int most;
  private final int[][] occurrences;
  private final int[] order;
  private final LexicalRow[] rows;
  private final float[][] sums;

  /**
   * @param pairs sentences of which none is too long: an iteration takes the product of the lengths
   * @param sources size of the source vocabulary
   * @param targets size of the target vocabulary
   * @param most translations kept of a source id, which bounds the memory
   */
  LexicalModel(ParallelCorpus pairs, int sources, int targets, int most) {
    this.pairs = pairs;
    this.targets = targets;
    this.most = most;
    occurrences = occurrences(pairs, sources);
    order =
        IntStream.range(0, sources)
            .boxed()
            .sorted(Comparator.comparing(id -> -occurrences[id].length))
            .mapToInt(id -> id)
            .toArray();
    rows = new LexicalRow[sources];
    sums = new float[pairs.size()][];
  }

  /** The pairs that a source id occurs in, in order, as often as it does. */
  private static int[][] occurrences(ParallelCorpus pairs, int sources) {
    int[] counts = new int[sources];
    for (int pair = 0; pair < pairs.size(); pair++) {
      for (int id : pairs.source().ids(pair)) {
        counts[id]++;
      }
    }
    int[][] occurrences = new int[sources][];
    Arrays.setAll(occurrences, id -> new int[counts[id]]);
    Arrays.fill(counts, 0);
    for (int pair = 0; pair < pairs.size(); pair++) {
      for (int id : pairs.source().ids(pair)) {
        occurrences[id][counts[id]++] = pair;
      }
    }
    return occurrences;
  }

  /**
   * Learns.
   *
   * @return a row for each source id
   */
  LexicalRow[] learn(int iterations, Workers workers) {
    int tasks = (pairs.size() + PAIRS_OF_A_TASK - 1) / PAIRS_OF_A_TASK;
    for (int i = 0; i < iterations; i++) {
      boolean first = i == 0;
      workers.run(tasks, () -> task -> addUp(task, first));
      // Frequent pieces first: they take longest.
      workers.run(
          order.length,
          () -> {
            ExpectedCounts counts = new ExpectedCounts(targets);
            return place -> count(order[place], counts, first);
          });
    }
    return rows;
  }

  private void addUp(int task, boolean first) {
    int end = Math.min(pairs.size(), (task + 1) * PAIRS_OF_A_TASK);
    for (int pair = task * PAIRS_OF_A_TASK; pair < end; pair++) {
      int[] source = pairs.source().ids(pair);
      if (first) {
        sums[pair] = new float[pairs.target().length(pair)];
        Arrays.fill(sums[pair], source.length); // t is the same everywhere, so it may be 1
        continue;
      }
      int[] target = pairs.target().ids(pair);
      for (int j = 0; j < target.length; j++) {
        double sum = 0;
        for (int id : source) {
          sum += rows[id].probability(target[j]);
        }
        sums[pair][j] = (float) sum;
      }
    }
  }

  private void count(int id, ExpectedCounts counts, boolean first) {
    LexicalRow row = first ? null : rows[id];
    counts.start(row);
    for (int pair : occurrences[id]) {
      counts.add(pairs.target().ids(pair), sums[pair]);
    }
    rows[id] = counts.row(most);
  }
}
