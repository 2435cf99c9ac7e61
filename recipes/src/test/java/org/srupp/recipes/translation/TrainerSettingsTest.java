package org.srupp.recipes.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RecipeException;
import org.srupp.recipes.config.RecipeReader;
import org.srupp.seq2seq.data.LengthFilter;
import org.srupp.seq2seq.data.RandomSentenceBatches;
import org.srupp.seq2seq.data.TokenBudgetBatches;
import org.srupp.seq2seq.train.LimitsConfig;
import org.srupp.seq2seq.train.OptimizerConfig;
import org.srupp.seq2seq.train.Schedule;
import org.srupp.seq2seq.train.ScheduleConfig;
import org.srupp.seq2seq.train.Selection;
import org.srupp.seq2seq.train.SelectionConfig;
import org.srupp.seq2seq.train.TrainerConfig;
import org.srupp.seq2seq.train.ValidationConfig;

class TrainerSettingsTest {
  private static Recipe read(String... overrides) {
    return (Recipe) new RecipeReader().read("r.yaml", "name: r\n", List.of(overrides));
  }

  @Test
  void everySettingReachesTheTrainer() {
    Recipe recipe =
        read(
            "seed=77",
            "optimizer.kind=adam",
            "optimizer.beta1=0.7",
            "optimizer.beta2=0.8",
            "optimizer.eps=1e-5",
            "optimizer.weightDecay=0.3",
            "optimizer.degenerate=skip",
            "schedule.kind=cosine",
            "schedule.learningRate=0.02",
            "schedule.warmupSteps=11",
            "schedule.totalSteps=222",
            "schedule.warmupNumerator=step",
            "train.maxUpdates=31",
            "train.maxEpochs=32",
            "train.maxMinutes=33",
            "train.clipNorm=2.5",
            "train.validateEvery=34",
            "train.patience=35",
            "train.selection=bleu");
    assertEquals(
        new TrainerConfig(
            77,
            2.5,
            new OptimizerConfig(
                OptimizerConfig.Kind.ADAM, 0.7, 0.8, 1e-5, 0.3, OptimizerConfig.FirstSteps.SKIP),
            new ScheduleConfig(ScheduleConfig.Kind.COSINE_FROM_ZERO, 0.02, 11, 0, 222, 1),
            new LimitsConfig(31, 32, 33),
            new ValidationConfig(34, false),
            new SelectionConfig(Selection.BLEU, 35)),
        TrainerSettings.trainer(recipe));
  }

  @Test
  void everyCurveHasItsName() {
    assertEquals(ScheduleConfig.Kind.NOAM, kind("noam", "step"));
    assertEquals(ScheduleConfig.Kind.INVERSE_SQUARE_ROOT, kind("inverseSqrt", "step"));
    assertEquals(ScheduleConfig.Kind.CONSTANT, kind("constant", "step"));
    assertEquals(ScheduleConfig.Kind.COSINE, kind("cosine", "nextStep"));
    assertEquals(ScheduleConfig.Kind.COSINE_FROM_ZERO, kind("cosine", "step"));
  }

  private static ScheduleConfig.Kind kind(String kind, String numerator) {
    Recipe recipe =
        read(
            "schedule.kind=" + kind,
            "schedule.warmupNumerator=" + numerator,
            "schedule.warmupSteps=3",
            "schedule.totalSteps=9");
    return TrainerSettings.trainer(recipe).schedule().kind();
  }

  @Test
  void everyBatchSettingReachesTheBatches() {
    LengthFilter filter = new LengthFilter(60, 59);
    assertEquals(
        new TokenBudgetBatches(345, Integer.MAX_VALUE, 3, 0.1, filter),
        TrainerSettings.batching(
            read(
                "data.maxLength=60",
                "batch.kind=tokens",
                "batch.maxTokens=345",
                "batch.accumulate=3")));
    assertEquals(
        new RandomSentenceBatches(21, false, 90, filter),
        TrainerSettings.batching(
            read(
                "data.maxLength=60",
                "batch.kind=sentences",
                "batch.sentences=7",
                "batch.microBatchTokens=90",
                "batch.accumulate=3")));
    assertEquals(
        new RandomSentenceBatches(7, false, Integer.MAX_VALUE, filter),
        TrainerSettings.batching(
            read(
                "data.maxLength=60",
                "batch.kind=sentences",
                "batch.sentences=7",
                "batch.microBatchTokens=0")));
  }

  @Test
  void iwsltIsTrainedAsInThePaper() throws IOException {
    for (String name : List.of("iwslt14-de-en", "iwslt14-de-en-k2", "iwslt14-de-en-fairseq")) {
      Recipe recipe = new RecipeCatalog(new RecipeReader()).load(name, List.of());
      TrainerConfig config = TrainerSettings.trainer(recipe);
      assertEquals(
          new OptimizerConfig(
              OptimizerConfig.Kind.RADAM,
              0.9,
              0.999,
              1e-8,
              0.1,
              OptimizerConfig.FirstSteps.MOMENTUM),
          config.optimizer());
      Schedule schedule = Schedule.of(config.schedule());
      // Powers of doubles: a few units in the last place.
      assertEquals(1e-3, schedule.learningRate(10_000), 1e-15);
      assertEquals(5e-4, schedule.learningRate(5_000), 1e-15);
      assertEquals(5e-4, schedule.learningRate(40_000), 1e-15);
      assertEquals(5.0, config.clipNorm());
      assertEquals(new LimitsConfig(0, 50, 0), config.limits());
      assertEquals(new SelectionConfig(Selection.LOSS, 0), config.selection());
      assertEquals(
          new RandomSentenceBatches(128, false, 4096, LengthFilter.PAPER),
          TrainerSettings.batching(recipe));
      assertEquals(0.0, recipe.train().labelSmoothing());
    }
  }

  @Test
  void settingsThatDoNotFitEachOtherAreNamedTogether() {
    RecipeException e =
        assertThrows(
            RecipeException.class,
            () ->
                TrainerSettings.require(
                    read(
                        "data.maxLength=1",
                        "batch.kind=tokens",
                        "batch.maxTokens=1",
                        "schedule.kind=noam",
                        "schedule.learningRate=64",
                        "schedule.warmupSteps=16",
                        "optimizer.weightDecay=0.5")));
    assertEquals(
        List.of(
            "data.maxLength must be at least 2 to train, for the decoder's input has the start"
                + " symbol besides, found 1",
            "optimizer.weightDecay times the largest learning rate must be at most 1, or weights"
                + " change sign in one update, found 8.0; lower schedule.learningRate or the"
                + " decay"),
        e.mistakes());
  }
}
