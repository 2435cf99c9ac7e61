package org.srupp.recipes.translation;

import org.srupp.recipes.config.BatchSection;
import org.srupp.recipes.config.OptimizerSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.ScheduleSection;
import org.srupp.recipes.config.TrainSection;
import org.srupp.seq2seq.data.Batching;
import org.srupp.seq2seq.data.LengthFilter;
import org.srupp.seq2seq.data.RandomSentenceBatches;
import org.srupp.seq2seq.data.TokenBudgetBatches;
import org.srupp.seq2seq.train.LimitsConfig;
import org.srupp.seq2seq.train.OptimizerConfig;
import org.srupp.seq2seq.train.ScheduleConfig;
import org.srupp.seq2seq.train.Selection;
import org.srupp.seq2seq.train.SelectionConfig;
import org.srupp.seq2seq.train.TrainerConfig;
import org.srupp.seq2seq.train.ValidationConfig;

/** A recipe's sections in the trainer's own words. */
final class TrainerSettings {
  // fairseq's habit: neighbours in length change places between epochs, so batches differ.
  private static final double LENGTH_NOISE = 0.1;

  private TrainerSettings() {}

  static TrainerConfig trainer(Recipe recipe) {
    TrainSection train = recipe.train();
    return new TrainerConfig(
        recipe.seed(),
        train.clipNorm(),
        optimizer(recipe.optimizer()),
        schedule(recipe.schedule()),
        new LimitsConfig(train.maxUpdates(), train.maxEpochs(), train.maxMinutes()),
        new ValidationConfig(train.validateEvery(), false),
        new SelectionConfig(
            train.selection() == TrainSection.Selection.BLEU ? Selection.BLEU : Selection.LOSS,
            train.patience()));
  }

  private static OptimizerConfig optimizer(OptimizerSection section) {
    return new OptimizerConfig(
        section.kind() == OptimizerSection.Kind.ADAM
            ? OptimizerConfig.Kind.ADAM
            : OptimizerConfig.Kind.RADAM,
        section.beta1(),
        section.beta2(),
        section.eps(),
        section.weightDecay(),
        section.degenerate() == OptimizerSection.Degenerate.SKIP
            ? OptimizerConfig.FirstSteps.SKIP
            : OptimizerConfig.FirstSteps.MOMENTUM);
  }

  private static ScheduleConfig schedule(ScheduleSection section) {
    ScheduleConfig.Kind kind =
        switch (section.kind()) {
          case NOAM -> ScheduleConfig.Kind.NOAM;
          case INVERSE_SQRT -> ScheduleConfig.Kind.INVERSE_SQUARE_ROOT;
          case CONSTANT -> ScheduleConfig.Kind.CONSTANT;
          case COSINE ->
              section.warmupNumerator() == ScheduleSection.WarmupNumerator.STEP
                  ? ScheduleConfig.Kind.COSINE_FROM_ZERO
                  : ScheduleConfig.Kind.COSINE;
        };
    return new ScheduleConfig(
        kind, section.learningRate(), section.warmupSteps(), 0, section.totalSteps(), 1);
  }

  static LengthFilter filter(Recipe recipe) {
    // the decoder's input has the start symbol besides
    return new LengthFilter(recipe.data().maxLength(), recipe.data().maxLength() - 1);
  }

  static Batching batching(Recipe recipe) {
    BatchSection batch = recipe.batch();
    if (batch.kind() == BatchSection.Kind.TOKENS) {
      return new TokenBudgetBatches(
          batch.maxTokens(), Integer.MAX_VALUE, batch.accumulate(), LENGTH_NOISE, filter(recipe));
    }
    int budget = batch.microBatchTokens() > 0 ? batch.microBatchTokens() : Integer.MAX_VALUE;
    return new RandomSentenceBatches(batch.sentences(), false, budget, filter(recipe));
  }
}
