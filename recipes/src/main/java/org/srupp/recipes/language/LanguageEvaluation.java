package org.srupp.recipes.language;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.srupp.encdec.model.LanguageModelEvaluator;
import org.srupp.eval.LanguageModelScore;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.seq2seq.torch.MatrixPrecision;
import org.srupp.seq2seq.train.Loss;

/**
 * Scores a text with a language model as the paper does: float32, every token sees the window
 * before it and the state of all before that. Memory does not grow with the text.
 */
public final class LanguageEvaluation {
  private static final double SECONDS_BETWEEN_LINES = 10;

  private final LanguageModelFolder folders;

  @Inject
  public LanguageEvaluation(LanguageModelFolder folders) {
    this.folders = folders;
  }

  /**
   * What to score.
   *
   * @param model model folder, or run folder
   * @param data text, plain or gzip; token file; or prepared folder, whose test or else validation
   *     text it is
   * @param window M_e, tokens that a token sees before itself; 0: the model's own
   * @param streams stretches of the text that are read side by side; 0: the model's own
   */
  public record Request(Path model, Path data, int window, int streams, int threads) {}

  /**
   * The score and how it was come by.
   *
   * @param tokensPerSecond over the reading alone
   */
  public record Result(LanguageModelScore score, int window, int streams, double tokensPerSecond) {}

  /**
   * Reads the text once.
   *
   * @param progress takes a line now and then
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if text and model do not fit, or there is nothing to predict
   */
  public Result run(Request request, Consumer<String> progress) throws IOException {
    try (LoadedLanguageModel loaded = folders.load(request.model(), request.threads());
        EvaluationText text = EvaluationText.open(request.data(), loaded)) {
      MatrixPrecision.FLOAT32.apply(); // needs the engine, which loading started
      LanguageModelDescription description = loaded.description();
      int window = request.window() > 0 ? request.window() : description.evaluation().window();
      int streams = request.streams() > 0 ? request.streams() : description.evaluation().streams();
      long start = System.nanoTime();
      Loss loss = read(loaded, request.data(), text.tokens(), window, streams, progress);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Result(
          score(loaded, text.tokens(), loss), window, streams, loss.tokens() / seconds);
    }
  }

  private static Loss read(
      LoadedLanguageModel loaded,
      Path data,
      TokenFile text,
      int window,
      int streams,
      Consumer<String> progress) {
    LanguageFigures figures = new LanguageFigures(loaded.description().unit());
    Loss total = Loss.NONE;
    long start = System.nanoTime();
    double shown = 0;
    try (LanguageModelEvaluator evaluator =
        new LanguageModelEvaluator(loaded.manager(), loaded.model(), window)) {
      for (StreamChunk chunk : chunks(data(loaded.description()), data, text, streams, window)) {
        total = total.plus(evaluator.evaluate(chunk));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seconds - shown >= SECONDS_BETWEEN_LINES) {
          shown = seconds;
          progress.accept(line(figures, total, text.tokens(), seconds));
        }
      }
    }
    return total;
  }

  // The tokens of a text are in a temporary file, whose name would tell nobody anything.
  private static Iterable<StreamChunk> chunks(
      LanguageDataSection section, Path data, TokenFile text, int streams, int window) {
    try {
      return TextStreams.evaluation(section, text, streams, window);
    } catch (IllegalArgumentException e) {
      boolean named = text.name().startsWith(data.toString());
      throw new IllegalArgumentException(
          named ? e.getMessage() : e.getMessage().replace(text.name(), data.toString()), e);
    }
  }

  private static String line(LanguageFigures figures, Loss total, long tokens, double seconds) {
    return String.format(
        Locale.ROOT,
        "%.1f%%  %s %.4f  %,.0f tokens per second",
        100.0 * total.tokens() / tokens,
        figures.metric(),
        figures.value(total),
        total.tokens() / seconds);
  }

  private static LanguageDataSection data(LanguageModelDescription description) {
    LanguageDataSection any = LanguageRecipe.defaults().data();
    return new LanguageDataSection(
        description.corpus(),
        description.unit(),
        any.path(),
        any.validText(),
        any.testText(),
        any.validShare(),
        any.minCount());
  }

  /** Several streams leave some tokens out, whose words and characters are taken as average. */
  private static LanguageModelScore score(LoadedLanguageModel loaded, TokenFile text, Loss loss) {
    TextCounts counts = TextCounts.ofPredicted(text, loaded.vocabulary());
    double share = (double) loss.tokens() / (text.tokens() - 1);
    boolean packed = loaded.description().corpus() == LanguageDataSection.Corpus.BILLION_WORD;
    return new LanguageModelScore(
        loss.nats(),
        loss.tokens(),
        packed ? loss.tokens() : Math.round(counts.words() * share),
        Math.round(counts.characters() * share),
        Math.round(counts.bytes() * share));
  }
}
