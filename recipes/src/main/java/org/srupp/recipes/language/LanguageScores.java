package org.srupp.recipes.language;

import ai.djl.ndarray.NDManager;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.encdec.model.LanguageModelEvaluator;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.run.RunScore;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.seq2seq.torch.MatrixPrecision;
import org.srupp.seq2seq.train.Loss;
import org.srupp.seq2seq.train.StopSignal;

/** Scores a trained model on a text as the paper does: float32, one stream, the long window. */
final class LanguageScores {
  private static final double SHOWN_SHARE = 0.1;

  private final NDManager manager;
  private final LanguageModel model;
  private final LanguageRecipe recipe;
  private final StopSignal stop;

  LanguageScores(NDManager manager, LanguageModel model, LanguageRecipe recipe, StopSignal stop) {
    this.manager = manager;
    this.model = model;
    this.recipe = recipe;
    this.stop = stop;
  }

  /**
   * Reads a text once.
   *
   * @param name of the text, for the score
   * @return the score; empty if a stop was asked for meanwhile
   */
  Optional<RunScore> score(String name, TokenFile text, Consumer<String> log) {
    MatrixPrecision.FLOAT32.apply();
    LanguageFigures figures = new LanguageFigures(recipe.data().unit());
    int streams = recipe.evaluation().streams();
    Loss total = Loss.NONE;
    double shown = SHOWN_SHARE;
    try (LanguageModelEvaluator evaluator =
        new LanguageModelEvaluator(manager, model, recipe.window())) {
      for (StreamChunk chunk :
          TextStreams.evaluation(recipe.data(), text, streams, recipe.window())) {
        if (stop.requested()) {
          return Optional.empty();
        }
        total = total.plus(evaluator.evaluate(chunk));
        double share = (double) total.tokens() / text.tokens();
        if (share >= shown) {
          log.accept(
              String.format(
                  Locale.ROOT,
                  "%s: %.0f%%  %s %.4f",
                  name,
                  100 * share,
                  figures.metric(),
                  figures.value(total)));
          shown = share + SHOWN_SHARE;
        }
      }
    }
    String signature =
        String.format(
            Locale.ROOT,
            "window:%d|streams:%d|tokens:%d",
            recipe.window(),
            streams,
            total.tokens());
    return Optional.of(new RunScore(name, figures.metric(), figures.value(total), signature));
  }
}
