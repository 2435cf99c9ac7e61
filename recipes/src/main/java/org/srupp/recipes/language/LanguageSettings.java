package org.srupp.recipes.language;

import java.util.List;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.LanguageTrainSection;
import org.srupp.recipes.config.RecipeException;
import org.srupp.recipes.training.OptimizationSettings;
import org.srupp.seq2seq.train.LimitsConfig;
import org.srupp.seq2seq.train.Selection;
import org.srupp.seq2seq.train.SelectionConfig;
import org.srupp.seq2seq.train.TrainerConfig;
import org.srupp.seq2seq.train.ValidationConfig;

/** A language model's recipe in the trainer's own words. */
final class LanguageSettings {
  private LanguageSettings() {}

  /**
   * Checks what no section can check alone.
   *
   * @throws RecipeException naming all mistakes by their keys
   */
  static void require(LanguageRecipe recipe) {
    OptimizationSettings.mistake(recipe.optimizer(), recipe.schedule())
        .ifPresent(
            mistake -> {
              throw new RecipeException(List.of(mistake));
            });
  }

  static TrainerConfig trainer(LanguageRecipe recipe) {
    LanguageTrainSection train = recipe.train();
    return new TrainerConfig(
        recipe.seed(),
        train.clipNorm(),
        OptimizationSettings.optimizer(recipe.optimizer()),
        OptimizationSettings.schedule(recipe.schedule()),
        new LimitsConfig(train.maxUpdates(), train.maxEpochs(), train.maxMinutes()),
        new ValidationConfig(train.validateEvery(), false),
        new SelectionConfig(Selection.LOSS, train.patience()));
  }
}
