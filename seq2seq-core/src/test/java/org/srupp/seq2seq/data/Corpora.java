package org.srupp.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random corpora for tests. */
final class Corpora {
  private Corpora() {}

  /**
   * Pairs of 1 to {@code longest} ids a side, target about as long as source; the first id of both
   * sides is the pair's number.
   */
  static ParallelCorpus random(int pairs, int longest, long seed) {
    var random = new SplittableRandom(seed);
    List<int[]> sources = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      int length = random.nextInt(1, longest + 1);
      sources.add(sentence(i, length));
      targets.add(sentence(i, Math.max(1, Math.min(longest, length + random.nextInt(-2, 3)))));
    }
    return new ParallelCorpus(Sentences.of("source", sources), Sentences.of("target", targets));
  }

  /** A corpus of given lengths. */
  static ParallelCorpus ofLengths(int[] sources, int[] targets) {
    return new ParallelCorpus(
        Sentences.of("source", sentences(sources)), Sentences.of("target", sentences(targets)));
  }

  private static List<int[]> sentences(int[] lengths) {
    List<int[]> result = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      result.add(sentence(i, lengths[i]));
    }
    return result;
  }

  private static int[] sentence(int number, int length) {
    int[] ids = new int[length];
    for (int j = 0; j < length; j++) {
      ids[j] = number + j;
    }
    return ids;
  }
}
