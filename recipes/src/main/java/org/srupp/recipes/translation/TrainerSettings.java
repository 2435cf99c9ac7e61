package org.srupp.recipes.translation;

import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.config.BatchSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeException;
import org.srupp.recipes.config.TrainSection;
import org.srupp.recipes.training.OptimizationSettings;
import org.srupp.seq2seq.data.Batching;
import org.srupp.seq2seq.data.LengthFilter;
import org.srupp.seq2seq.data.RandomSentenceBatches;
import org.srupp.seq2seq.data.TokenBudgetBatches;
import org.srupp.seq2seq.train.LimitsConfig;
import org.srupp.seq2seq.train.Selection;
import org.srupp.seq2seq.train.SelectionConfig;
import org.srupp.seq2seq.train.TrainerConfig;
import org.srupp.seq2seq.train.ValidationConfig;

/** A recipe's sections in the trainer's own words. */
final class TrainerSettings {
  // fairseq's habit: neighbours in length change places between epochs, so batches differ.
  private static final double LENGTH_NOISE = 0.1;

  private TrainerSettings() {}

  /**
   * Checks what no section can check alone.
   *
   * @throws RecipeException naming all mistakes by their keys
   */
  static void require(Recipe recipe) {
    int maxLength = recipe.data().maxLength();
    BatchSection batch = recipe.batch();
    List<String> mistakes = new ArrayList<>();
    if (maxLength < 2) {
      mistakes.add(
          "data.maxLength must be at least 2 to train, for the decoder's input has the start symbol"
              + " besides, found "
              + maxLength);
    }
    if (batch.kind() == BatchSection.Kind.TOKENS && batch.maxTokens() < maxLength) {
      mistakes.add(tooFew("batch.maxTokens", batch.maxTokens(), maxLength));
    }
    boolean micro = batch.kind() == BatchSection.Kind.SENTENCES && batch.microBatchTokens() > 0;
    if (micro && batch.microBatchTokens() < maxLength) {
      mistakes.add(tooFew("batch.microBatchTokens", batch.microBatchTokens(), maxLength));
    }
    OptimizationSettings.mistake(recipe.optimizer(), recipe.schedule()).ifPresent(mistakes::add);
    if (!mistakes.isEmpty()) {
      throw new RecipeException(mistakes);
    }
  }

  private static String tooFew(String key, int tokens, int maxLength) {
    return key
        + " must be at least data.maxLength = "
        + maxLength
        + ", or the longest pairs fit no batch, found "
        + tokens;
  }

  static TrainerConfig trainer(Recipe recipe) {
    TrainSection train = recipe.train();
    return new TrainerConfig(
        recipe.seed(),
        train.clipNorm(),
        OptimizationSettings.optimizer(recipe.optimizer()),
        OptimizationSettings.schedule(recipe.schedule()),
        new LimitsConfig(train.maxUpdates(), train.maxEpochs(), train.maxMinutes()),
        new ValidationConfig(train.validateEvery(), false),
        new SelectionConfig(
            train.selection() == TrainSection.Selection.BLEU ? Selection.BLEU : Selection.LOSS,
            train.patience()));
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
    // Random pairs: as many batches as make one update are one larger batch.
    int sentences = Math.multiplyExact(batch.sentences(), batch.accumulate());
    return new RandomSentenceBatches(sentences, false, budget, filter(recipe));
  }
}
