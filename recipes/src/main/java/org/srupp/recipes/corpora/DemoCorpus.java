package org.srupp.recipes.corpora;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srupp.recipes.corpora.demo.PairSource;
import org.srupp.recipes.corpora.demo.SentencePair;

/**
 * The corpus of the demo: German–English sentence pairs that srupp generates, so that a first
 * training needs no download. Made by srupp, licence as srupp (Apache-2.0).
 *
 * <p>Held-out sentences combine words in ways that training did not show. Every combination of a
 * sentence (adjective with noun, verb with the noun of its object, verb with the structure it
 * stands in) is hashed; 4 of 100 belong to test, 2 of 100 to valid. A sentence with a test
 * combination can only be a test sentence, one with a valid combination only a valid sentence, one
 * with both is dropped, all others train. So every test sentence has at least one combination that
 * no training sentence has. The hash does not depend on the seed: a model trained on one seed has
 * not seen the test combinations of another.
 */
public final class DemoCorpus {
  private static final int OF = 100;
  private static final int TEST = 4;
  private static final int VALID = 2;

  /** Sampling that finds nothing new for so long will not find it. */
  private static final int PATIENCE = 200_000;

  /** Where a combination or a sentence belongs. */
  enum Split {
    TRAIN,
    VALID,
    TEST,
    DROPPED
  }

  private final Set<String> seen = new HashSet<>();
  private final List<LinePair> train = new ArrayList<>();
  private final List<LinePair> valid = new ArrayList<>();
  private final List<LinePair> test = new ArrayList<>();

  private DemoCorpus() {}

  /**
   * Generates the corpus; the same arguments give the same pairs. No German and no English sentence
   * occurs twice, within a split or across.
   *
   * @throws IllegalArgumentException if a count is negative or more pairs are wanted than the
   *     grammar has
   */
  public static CorpusSplits generate(long seed, int trainPairs, int validPairs, int testPairs) {
    if (trainPairs < 0 || validPairs < 0 || testPairs < 0) {
      throw new IllegalArgumentException(
          "demo corpus: counts are "
              + trainPairs
              + ", "
              + validPairs
              + ", "
              + testPairs
              + ", expected none below 0");
    }
    return new DemoCorpus().fill(new PairSource(seed), trainPairs, validPairs, testPairs);
  }

  private CorpusSplits fill(PairSource source, int trainPairs, int validPairs, int testPairs) {
    int vain = 0;
    while (train.size() < trainPairs || valid.size() < validPairs || test.size() < testPairs) {
      boolean added = offer(source.next(), trainPairs, validPairs, testPairs);
      vain = added ? 0 : vain + 1;
      if (vain > PATIENCE) {
        throw new IllegalArgumentException(
            "demo corpus: no new sentence after "
                + train.size()
                + ", "
                + valid.size()
                + " and "
                + test.size()
                + " pairs; ask for fewer");
      }
    }
    return new CorpusSplits(
        new ParallelText(train), new ParallelText(valid), new ParallelText(test));
  }

  private boolean offer(SentencePair pair, int trainPairs, int validPairs, int testPairs) {
    return switch (split(pair.combinations())) {
      case TRAIN -> add(train, trainPairs, pair);
      case VALID -> add(valid, validPairs, pair);
      case TEST -> add(test, testPairs, pair);
      case DROPPED -> false;
    };
  }

  private boolean add(List<LinePair> to, int limit, SentencePair pair) {
    boolean room = to.size() < limit;
    if (!room || seen.contains(pair.german()) || seen.contains(pair.english())) {
      return false;
    }
    seen.add(pair.german());
    seen.add(pair.english());
    return to.add(new LinePair(pair.german(), pair.english()));
  }

  /** The split of a sentence with the given combinations. */
  static Split split(Set<String> combinations) {
    boolean inTest = false;
    boolean inValid = false;
    for (String combination : combinations) {
      inTest |= split(combination) == Split.TEST;
      inValid |= split(combination) == Split.VALID;
    }
    if (inTest && inValid) {
      return Split.DROPPED;
    }
    return inTest ? Split.TEST : inValid ? Split.VALID : Split.TRAIN;
  }

  /** The split of one combination: FNV-1a over its characters, then a mixing step, modulo 100. */
  static Split split(String combination) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < combination.length(); i++) {
      hash = (hash ^ combination.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 29)) * 0xbf58476d1ce4e5b9L;
    long slot = Long.remainderUnsigned(hash ^ (hash >>> 32), OF);
    return slot < TEST ? Split.TEST : slot < TEST + VALID ? Split.VALID : Split.TRAIN;
  }
}
