package org.srupp.seq2seq.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Endless training batches of a parallel corpus. Laying out an epoch sorts numbers of pairs and
 * reads no ids; only the ids of the group at hand are in memory. Not for use by several threads at
 * once.
 */
public final class PairBatches implements BatchSource<PairBatch> {
  private final ParallelCorpus corpus;
  private final DroppedPairs dropped;
  private final EpochPlanner planner;
  private EpochPlan plan;
  private long epoch;
  private int group;

  /**
   * Starts at {@link DataPosition#START}.
   *
   * @param seed decides the order of every epoch
   * @throws IllegalArgumentException if the corpus has no pair that the filter admits, or too few
   *     for one update
   */
  public PairBatches(ParallelCorpus corpus, Batching batching, long seed) {
    this.corpus = corpus;
    this.dropped = batching.filter().count(corpus);
    if (dropped.kept() == 0) {
      throw new IllegalArgumentException(
          corpus.name()
              + ": nothing to train on, "
              + dropped.describe()
              + "; check the files or raise the length filter");
    }
    this.planner = batching.planner(corpus, seed);
    this.plan = planner.plan(0);
  }

  /** What the length filter takes out. */
  public DroppedPairs dropped() {
    return dropped;
  }

  /**
   * Groups of the epoch at {@link #position}; epochs of {@link TokenBudgetBatches} with length
   * noise differ a little.
   */
  public int groupsPerEpoch() {
    return plan.groups();
  }

  @Override
  public List<PairBatch> nextGroup() {
    List<int[]> batches;
    do {
      batches = plan.group(group);
      advance();
    } while (batches.isEmpty());
    List<PairBatch> result = new ArrayList<>();
    for (int[] batch : batches) {
      result.add(corpus.batch(batch));
    }
    return result;
  }

  private void advance() {
    group++;
    if (group == plan.groups()) {
      group = 0;
      epoch++;
      plan = planner.plan(epoch);
    }
  }

  @Override
  public DataPosition position() {
    return new DataPosition(epoch, group);
  }

  @Override
  public void seek(DataPosition position) {
    EpochPlan wanted = position.epoch() == epoch ? plan : planner.plan(position.epoch());
    if (position.group() >= wanted.groups()) {
      throw new IllegalArgumentException(
          corpus.name()
              + ": epoch "
              + position.epoch()
              + " has "
              + wanted.groups()
              + " groups, so there is none numbered "
              + position.group()
              + "; data, batch settings or seed are not those of the checkpoint");
    }
    plan = wanted;
    epoch = position.epoch();
    group = (int) position.group();
  }
}
