package org.srupp.recipes.language;

import ai.djl.ndarray.NDManager;
import com.google.inject.Inject;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.encdec.model.LanguageModelTrainable;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.TimedTraining;
import org.srupp.recipes.training.TimedUpdate;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.training.Trial;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.SteppedTraining;

/** Puts language models into training on random ids. */
public final class LanguageTrials {
  private final LanguageModels models;
  private final TrainingKernels kernels;

  @Inject
  public LanguageTrials(LanguageModels models, TrainingKernels kernels) {
    this.models = models;
    this.kernels = kernels;
  }

  /**
   * Builds a recipe's model, which carries its memory from update to update.
   *
   * @param vocabulary different tokens
   * @param threads of the engine
   * @throws org.srupp.recipes.config.RecipeException if settings do not fit each other
   * @throws IllegalArgumentException if the precision is not for this machine
   */
  public Trial open(LanguageRecipe recipe, int vocabulary, int threads) {
    LanguageSettings.require(recipe);
    Precision precision = Precisions.resolve(recipe.train().precision(), models.device());
    MadeText text = new MadeText(recipe.batch(), vocabulary, recipe.seed());
    NDManager manager = TorchEngine.start(threads, models.device().device());
    LanguageModel model =
        models.build(manager, recipe.model(), vocabulary, recipe.seed(), precision);
    var trainable = new LanguageModelTrainable(manager, model, recipe.validationWindow());
    var training =
        new SteppedTraining<>(LanguageSettings.trainer(recipe), trainable, kernels.updates());
    return new LanguageTrial(
        manager,
        trainable,
        Weights.count(model.parameters()),
        new TimedTraining<>(Precisions.matrices(precision), models.device(), training, text));
  }

  private record LanguageTrial(
      NDManager manager,
      LanguageModelTrainable trainable,
      long parameters,
      TimedTraining<StreamChunk> training)
      implements Trial {
    @Override
    public TimedUpdate update() {
      return training.update();
    }

    @Override
    public void close() {
      trainable.close();
      manager.close();
    }
  }
}
