package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final int UPDATES = 13;

  // Validations by updates and by epochs; with a patience that is never used up.
  private final TrainerConfig config =
      TinyConfigs.of(
          new LimitsConfig(UPDATES, 0, 0),
          new ValidationConfig(3, true),
          new SelectionConfig(Selection.LOSS, 50));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aStoppedRunGoesOnAsIfItHadNot(long stopAt) {
    TinyRun whole = new TinyRun(config);
    whole.run();
    TinyRun first = new TinyRun(config);
    first.stopAtUpdate = stopAt;
    assertEquals(StopReason.STOP_REQUESTED, first.run().reason());
    TinyRun second = new TinyRun(config);
    assertEquals(StopReason.MAX_UPDATES, second.resume(first.last()).reason());
    assertArrayEquals(whole.model.weights(), second.model.weights());
    assertEquals(whole.last().state(), second.last().state());
    assertEquals(joined(first.validations, second.validations), whole.validations);
    assertEquals(losses(whole.updates), losses(joined(first.updates, second.updates)));
    assertSameMoments(whole.last().optimizer(), second.last().optimizer());
  }

  @Test
  void aKilledRunGoesOnFromAnyCheckpoint() {
    TinyRun whole = new TinyRun(config);
    whole.run();
    for (TinyRun.Kept kept : whole.kept) {
      TinyRun again = new TinyRun(config);
      again.resume(kept);
      assertArrayEquals(whole.model.weights(), again.model.weights());
    }
  }

  @Test
  void dropoutDependsOnSeedUpdateAndMicroBatch() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long update = 0; update < 50; update++) {
        for (int micro = 0; micro < 10; micro++) {
          seeds.add(DropoutSeed.mix(seed, update, micro));
        }
      }
    }
    assertEquals(20 * 50 * 10, seeds.size());
    TinyRun one = new TinyRun(TinyConfigs.updates(2, 0));
    one.run();
    TinyRun without = new TinyRun(TinyConfigs.updates(2, 0), new TinyModel(0), () -> 0);
    without.run();
    assertNotEquals(losses(one.updates), losses(without.updates));
  }

  @Test
  void anotherSeedIsRefused() {
    TinyRun run = new TinyRun(config);
    run.run();
    TrainerState other = TrainerState.start(7);
    TinyRun.Kept kept =
        new TinyRun.Kept(other, run.last().weights(), run.last().optimizer(), false);
    assertEquals(
        "checkpoint: found seed 7, the settings say 42; resume with the seed that the run was started with",
        assertThrows(IllegalArgumentException.class, () -> new TinyRun(config).resume(kept))
            .getMessage());
  }

  private static void assertSameMoments(OptimizerState expected, OptimizerState actual) {
    assertEquals(expected.steps(), actual.steps());
    for (int i = 0; i < expected.moments().size(); i++) {
      assertArrayEquals(
          expected.moments().get(i).value().toArray(ValueLayout.JAVA_FLOAT),
          actual.moments().get(i).value().toArray(ValueLayout.JAVA_FLOAT));
    }
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<Double> losses(List<UpdateReport> reports) {
    return reports.stream().map(UpdateReport::lossNats).toList();
  }
}
