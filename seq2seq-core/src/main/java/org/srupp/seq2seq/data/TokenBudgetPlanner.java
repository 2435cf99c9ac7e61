package org.srupp.seq2seq.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lays out the epochs of {@link TokenBudgetBatches}: shuffle, sort by noisy length, cut, shuffle
 * the batches, group.
 */
final class TokenBudgetPlanner implements EpochPlanner {
  /** Noisy lengths are compared in sixteenths, fine enough for lengths near 1. */
  private static final int UNITS_PER_STEP = 16;

  private final ParallelCorpus corpus;
  private final TokenBudgetBatches settings;
  private final BudgetCutter cutter;
  private final long seed;
  private final int[] admitted;

  TokenBudgetPlanner(ParallelCorpus corpus, TokenBudgetBatches settings, long seed) {
    this.corpus = corpus;
    this.settings = settings;
    this.cutter = new BudgetCutter(settings.maxTokens(), settings.maxSentences());
    this.seed = seed;
    this.admitted =
        IntStream.range(0, corpus.size())
            .filter(pair -> settings.filter().admits(corpus, pair))
            .toArray();
  }

  @Override
  public EpochPlan plan(long epoch) {
    EpochRandom random = new EpochRandom(seed, epoch);
    List<int[]> batches = cutter.cut(corpus, sorted(random));
    int[] order = new int[batches.size()];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    return new Plan(batches, order, settings.accumulate());
  }

  /** Equals stay in the random order of the shuffle because the key ends with the place in it. */
  private int[] sorted(EpochRandom random) {
    int[] shuffled = admitted.clone();
    random.shuffle(shuffled);
    long[] keys = new long[shuffled.length];
    for (int i = 0; i < keys.length; i++) {
      double factor = 1 + settings.lengthNoise() * (2 * random.nextDouble() - 1);
      long noisy = Math.round(corpus.steps(shuffled[i]) * factor * UNITS_PER_STEP);
      keys[i] = Math.min(noisy, Integer.MAX_VALUE) << 32 | i;
    }
    Arrays.sort(keys);
    int[] result = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      result[i] = shuffled[(int) keys[i]];
    }
    return result;
  }

  private record Plan(List<int[]> batches, int[] order, int accumulate) implements EpochPlan {
    @Override
    public int groups() {
      return (order.length + accumulate - 1) / accumulate;
    }

    @Override
    public List<int[]> group(int group) {
      int end = Math.min((group + 1) * accumulate, order.length);
      return IntStream.range(group * accumulate, end).mapToObj(i -> batches.get(order[i])).toList();
    }
  }
}
