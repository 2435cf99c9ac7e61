package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.srupp.testkit.TensorAssert;

class TrainerTest {
  @Test
  void trainingLearns() {
    TinyRun run = new TinyRun(TinyConfigs.updates(200, 50), new TinyModel(0), () -> 0);
    TrainingResult result = run.run();
    assertEquals(StopReason.MAX_UPDATES, result.reason());
    assertEquals(Math.log(3), run.updates.get(0).lossNats(), 1e-12); // all weights start at 0
    assertTrue(run.validations.get(3).validation().natsPerToken() < 0.6);
  }

  @Test
  void microBatchesGiveTheGradientOfOneLargeBatch() {
    List<TinyBatch> group = new TinySource(4).nextGroup();
    List<double[]> inputs = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    for (TinyBatch batch : group) {
      inputs.addAll(Arrays.asList(batch.inputs()));
      Arrays.stream(batch.classes()).forEach(classes::add);
    }
    TinyBatch large =
        new TinyBatch(inputs.toArray(double[][]::new), classes.stream().mapToInt(i -> i).toArray());
    TinyModel parts = new TinyModel(0);
    TinyModel whole = new TinyModel(0);
    Updater.Outcome expected = updateOnce(whole, List.of(large));
    Updater.Outcome actual = updateOnce(parts, group);
    assertEquals(26, actual.loss().tokens());
    assertEquals(expected.loss().natsPerToken(), actual.loss().natsPerToken(), 1e-14);
    assertEquals(expected.gradientNorm(), actual.gradientNorm(), 1e-6);
    // The same additions in the same order, but each to the float32 nearest to it.
    TensorAssert.assertClose("weights", whole.weights(), parts.weights(), 1e-6, 0);
  }

  @Test
  void aSteppedTrainingMakesTheTrainersUpdates() {
    TrainerConfig config = TinyConfigs.updates(7, 0);
    TinyModel expected = new TinyModel(0.3);
    TinyRun run = new TinyRun(config, expected, () -> 0);
    run.run();
    TinyModel actual = new TinyModel(0.3);
    var stepped = new SteppedTraining<>(config, actual, TinyRun.KERNEL);
    TinySource source = new TinySource(3);
    for (int i = 0; i < 7; i++) {
      assertEquals(
          run.updates.get(i).lossNats(), stepped.update(source.nextGroup()).natsPerToken());
    }
    assertArrayEquals(expected.weights(), actual.weights());
  }

  private static Updater.Outcome updateOnce(TinyModel model, List<TinyBatch> group) {
    TrainerConfig config = TinyConfigs.updates(1, 0);
    Optimizer optimizer = Optimizer.of(config.optimizer(), TinyRun.KERNEL, model.parameters());
    return new Updater<>(config, model, optimizer, TinyRun.KERNEL).update(group, 42, 9);
  }

  @Test
  void validationsComeEveryNUpdatesAndAfterEachEpochAndAtTheEnd() {
    TrainerConfig config =
        TinyConfigs.of(
            new LimitsConfig(13, 0, 0),
            new ValidationConfig(4, true),
            new SelectionConfig(Selection.LOSS, 0));
    TinyRun run = new TinyRun(config);
    run.run();
    assertEquals(List.of(4L, 5L, 8L, 10L, 12L, 13L), steps(run.validations));
    assertEquals(6, run.kept.size());
    assertEquals(13, run.last().state().update());
  }

  @Test
  void epochsEndTheTraining() {
    TrainerConfig config =
        TinyConfigs.of(
            new LimitsConfig(0, 2, 0),
            new ValidationConfig(0, true),
            new SelectionConfig(Selection.LOSS, 0));
    TinyRun run = new TinyRun(config);
    assertEquals(StopReason.MAX_EPOCHS, run.run().reason());
    assertEquals(2 * TinySource.GROUPS, run.updates.size());
    assertEquals(List.of(5L, 10L), steps(run.validations));
    assertEquals(0, run.updates.get(4).epoch());
    assertEquals(1, run.updates.get(5).epoch());
  }

  @Test
  void minutesEndTheTrainingAndAResumedRunHasOnlyTheRest() {
    TrainerConfig config =
        TinyConfigs.of(
            new LimitsConfig(0, 0, 1),
            new ValidationConfig(1000, false),
            new SelectionConfig(Selection.LOSS, 0));
    long[] now = {0};
    TinyRun run = new TinyRun(config, new TinyModel(0), () -> now[0] += 1_000_000_000);
    TrainingResult result = run.run();
    assertEquals(StopReason.MAX_MINUTES, result.reason());
    assertEquals(1, run.validations.size());
    assertTrue(result.state().elapsedSeconds() >= 60 && result.state().elapsedSeconds() < 66);
    TinyRun again = new TinyRun(config);
    assertEquals(StopReason.MAX_MINUTES, again.resume(run.last()).reason());
    assertTrue(again.updates.isEmpty());
  }

  @Test
  void lossThatStopsFallingEndsTheTraining() {
    TinyRun run = new TinyRun(TinyConfigs.selecting(Selection.LOSS, 3));
    run.validator = TinyRun.scripted(5, 3, 4, 2, 2, 9, 3, 1, 1, 1);
    TrainingResult result = run.run();
    assertEquals(StopReason.NO_IMPROVEMENT, result.reason());
    assertEquals(4, result.state().bestUpdate());
    assertEquals(2, result.state().bestScore());
    assertEquals(7, result.state().update());
    assertEquals(List.of(true, true, false, true, false, false, false), best(run));
    TinyRun again = new TinyRun(TinyConfigs.selecting(Selection.LOSS, 3));
    assertEquals(StopReason.NO_IMPROVEMENT, again.resume(run.last()).reason());
    assertTrue(again.updates.isEmpty());
  }

  @Test
  void higherBleuIsBetter() {
    TinyRun run = new TinyRun(TinyConfigs.selecting(Selection.BLEU, 2));
    run.validator = TinyRun.scripted(1, 30, 30, 31, 12, 30.9);
    TrainingResult result = run.run();
    assertEquals(4, result.state().bestUpdate());
    assertEquals(List.of(true, true, false, true, false, false), best(run));
  }

  @Test
  void selectionByBleuNeedsBleu() {
    TinyRun run = new TinyRun(TinyConfigs.selecting(Selection.BLEU, 2));
    assertEquals(
        "selection by BLEU, but the validator gave none; select by loss or let it decode",
        assertThrows(IllegalStateException.class, run::run).getMessage());
  }

  @Test
  void aStopRequestEndsAfterTheUpdateWithACheckpoint() {
    TinyRun run = new TinyRun(TinyConfigs.updates(20, 3));
    run.stopAtUpdate = 6;
    TrainingResult result = run.run();
    assertEquals(StopReason.STOP_REQUESTED, result.reason());
    assertEquals(6, run.updates.size());
    assertEquals(List.of(3L), steps(run.validations));
    assertEquals(6, run.last().state().update());
    assertFalse(run.last().best());
    assertArrayEquals(run.model.weights(), run.last().weights());
  }

  @Test
  void aStopDuringAValidationKeepsItsCheckpoint() {
    TinyRun run = new TinyRun(TinyConfigs.updates(20, 3));
    run.validator =
        update -> {
          run.stop.request();
          return new Validation(new Loss(1, 1, 1), OptionalDouble.empty());
        };
    assertEquals(StopReason.STOP_REQUESTED, run.run().reason());
    assertEquals(List.of(true), best(run)); // not written again as one that is not the best
  }

  @Test
  void aStopBeforeTheFirstUpdateLeavesACheckpoint() {
    TinyRun run = new TinyRun(TinyConfigs.updates(20, 3));
    run.stop.request();
    assertEquals(StopReason.STOP_REQUESTED, run.run().reason());
    assertEquals(TrainerState.start(42), run.last().state());
  }

  @Test
  void reportsSayWhatHappened() {
    long[] now = {0};
    TinyRun run =
        new TinyRun(TinyConfigs.updates(8, 0), new TinyModel(0), () -> now[0] += 500_000_000);
    run.run();
    UpdateReport report = run.updates.get(5);
    assertEquals(6, report.step());
    assertEquals(1, report.epoch());
    assertEquals(15, report.tokens());
    assertEquals(Math.exp(report.lossNats()), report.perplexity());
    assertEquals(0.1, report.learningRate(), 1e-5); // the peak, a step into a slow cosine
    assertTrue(report.gradientNorm() > 0);
    assertEquals(30, report.tokensPerSecond()); // the clock moves half a second a look
    assertTrue(report.etaSeconds().getAsDouble() > 0);
    assertEquals(0, run.updates.get(7).etaSeconds().getAsDouble());
  }

  @Test
  void theLengthOfAnEpochGivesTheTimeLeft() {
    long[] now = {0};
    TrainerConfig config =
        TinyConfigs.of(
            new LimitsConfig(0, 3, 0),
            new ValidationConfig(0, false),
            new SelectionConfig(Selection.LOSS, 0));
    TinyRun run = new TinyRun(config, new TinyModel(0), () -> now[0] += 1_000_000_000);
    run.run();
    assertTrue(run.updates.get(3).etaSeconds().isEmpty());
    UpdateReport report = run.updates.get(6);
    // Seven of fifteen updates are made; the estimate looks at the clock once more.
    double perUpdate = (report.elapsedSeconds() + 1) / 7;
    assertEquals(8 * perUpdate, report.etaSeconds().getAsDouble(), 1e-9);
    assertEquals(1, run.kept.size());
  }

  @Test
  void mistakesOfTheConfigAreNamedAtOnce() {
    LimitsConfig none = new LimitsConfig(0, 0, 0);
    ValidationConfig never = new ValidationConfig(0, false);
    TrainerConfig good = TinyConfigs.updates(1, 1);
    assertMessage(
        "clipNorm must not be negative, found -1.0; selection.patience needs validations; set"
            + " validation.everyUpdates or everyEpoch",
        () ->
            new TrainerConfig(
                1,
                -1,
                good.optimizer(),
                good.schedule(),
                none,
                never,
                new SelectionConfig(Selection.LOSS, 1)));
    assertMessage(
        "training would never end; set limits.maxUpdates, maxEpochs or maxMinutes, or selection.patience",
        () -> TinyConfigs.of(none, never, new SelectionConfig(Selection.LOSS, 0)));
    assertMessage(
        "maxUpdates must not be negative, found -1; maxMinutes must not be negative, found NaN",
        () -> new LimitsConfig(-1, 0, Double.NaN));
    assertMessage(
        "everyUpdates must not be negative, found -2", () -> new ValidationConfig(-2, true));
    assertMessage(
        "patience must not be negative, found -3", () -> new SelectionConfig(Selection.LOSS, -3));
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  private static List<Long> steps(List<ValidationReport> reports) {
    return reports.stream().map(ValidationReport::step).toList();
  }

  private static List<Boolean> best(TinyRun run) {
    return run.kept.stream().map(TinyRun.Kept::best).toList();
  }
}
