package org.srupp.seq2seq.data;

import java.util.Arrays;
import java.util.List;

/**
 * Lays out the epochs of {@link RandomSentenceBatches}: a permutation of all pairs, cut every so
 * many.
 */
final class RandomSentencePlanner implements EpochPlanner {
  private final ParallelCorpus corpus;
  private final RandomSentenceBatches settings;
  private final BudgetCutter cutter;
  private final long seed;

  RandomSentencePlanner(ParallelCorpus corpus, RandomSentenceBatches settings, long seed) {
    if (!settings.keepPartial() && corpus.size() < settings.sentences()) {
      throw new IllegalArgumentException(
          corpus.name()
              + ": "
              + corpus.size()
              + " pairs are fewer than the "
              + settings.sentences()
              + " of one update; lower sentences or set keepPartial");
    }
    this.corpus = corpus;
    this.settings = settings;
    this.cutter = new BudgetCutter(settings.maxTokens(), settings.sentences());
    this.seed = seed;
  }

  @Override
  public EpochPlan plan(long epoch) {
    int[] order = new int[corpus.size()];
    Arrays.setAll(order, i -> i);
    new EpochRandom(seed, epoch).shuffle(order);
    return new Plan(order);
  }

  private final class Plan implements EpochPlan {
    private final int[] order;

    Plan(int[] order) {
      this.order = order;
    }

    @Override
    public int groups() {
      int whole = order.length / settings.sentences();
      boolean partial = settings.keepPartial() && order.length % settings.sentences() > 0;
      return partial ? whole + 1 : whole;
    }

    @Override
    public List<int[]> group(int group) {
      int start = group * settings.sentences();
      int end = Math.min(start + settings.sentences(), order.length);
      int[] admitted =
          Arrays.stream(order, start, end)
              .filter(pair -> settings.filter().admits(corpus, pair))
              .toArray();
      return cutter.sortAndCut(corpus, admitted);
    }
  }
}
