package org.srupp.recipes.translation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.inject.Inject;
import org.srupp.encdec.model.TranslationBatcher;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.encdec.model.TranslationTrainable;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.TimedTraining;
import org.srupp.recipes.training.TimedUpdate;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.training.Trial;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.data.PairBatches;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.SteppedTraining;
import org.srupp.tokenizers.SpecialTokens;

/** Puts translators into training on made sentence pairs. */
public final class TranslationTrials {
  private final TranslationModels models;
  private final TrainingKernels kernels;

  @Inject
  public TranslationTrials(TranslationModels models, TrainingKernels kernels) {
    this.models = models;
    this.kernels = kernels;
  }

  /**
   * Builds a recipe's model; its batches are put together as the recipe says.
   *
   * @param source pieces of the source side, specials included
   * @param target pieces of the target side, specials included
   * @param threads of the engine
   * @throws org.srupp.recipes.config.RecipeException if settings do not fit each other
   * @throws IllegalArgumentException if the precision is not for this machine
   */
  public Trial open(Recipe recipe, int source, int target, int threads) {
    TrainerSettings.require(recipe);
    Precision precision = Precisions.resolve(recipe.train().precision(), models.device());
    var batches =
        new PairBatches(
            MadePairs.of(recipe, source, target), TrainerSettings.batching(recipe), recipe.seed());
    NDManager manager = TorchEngine.start(threads, models.device().device());
    TranslationModel model =
        models.build(manager, recipe.model(), source, target, recipe.seed(), precision);
    var training =
        new SteppedTraining<>(
            TrainerSettings.trainer(recipe), trainable(manager, model, recipe), kernels.updates());
    return new TranslationTrial(
        manager,
        Weights.count(model.parameters()),
        new TimedTraining<>(
            Precisions.matrices(precision), models.device(), training, batches::nextGroup));
  }

  private TranslationTrainable trainable(NDManager manager, TranslationModel model, Recipe recipe) {
    SpecialTokens target = SpecialTokens.TARGET;
    return new TranslationTrainable(
        manager,
        model,
        new TranslationBatcher(
            SpecialTokens.SOURCE.pad(), target.pad(), target.sos(), target.eos(), DataType.FLOAT32),
        kernels.crossEntropy(),
        kernels.masks(),
        recipe.train().labelSmoothing());
  }

  private record TranslationTrial(
      NDManager manager, long parameters, TimedTraining<PairBatch> training) implements Trial {
    @Override
    public TimedUpdate update() {
      return training.update();
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
