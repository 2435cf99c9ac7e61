package org.srupp.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.translation.LoadedModel;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.SearchOptions;
import org.srupp.recipes.translation.TextTranslator;

/** Opens translators beside each other, each folder once, and closes them all. */
final class BenchTranslators implements AutoCloseable {
  // As many as the command translate has before it at a time, which sorts them by length.
  private static final int WINDOW = 1024;

  private final ModelFolder folders;
  private final int threads;
  private final Map<Path, LoadedModel> models = new HashMap<>();
  private final Deque<TextTranslator> translators = new ArrayDeque<>();

  /**
   * @param threads sentences searched at once
   */
  BenchTranslators(ModelFolder folders, int threads) {
    this.folders = folders;
    this.threads = threads;
  }

  /**
   * Prepares a pass over a text.
   *
   * @throws IOException if a file of the model is missing or malformed
   */
  Runnable pass(TranslateSetting setting, List<String> lines) throws IOException {
    LoadedModel model = model(setting.folder());
    DecodeSection decode = decode(model.description().decode(), setting.beam());
    TextTranslator translator =
        new TextTranslator(
            model.scorers(), model.tokenizers(), decode, SearchOptions.BEST, threads);
    translators.push(translator);
    return () -> {
      for (int from = 0; from < lines.size(); from += WINDOW) {
        translator.translate(lines.subList(from, Math.min(lines.size(), from + WINDOW)));
      }
    };
  }

  private LoadedModel model(Path folder) throws IOException {
    LoadedModel known = models.get(folder);
    if (known != null) {
      return known;
    }
    LoadedModel loaded = folders.load(folder);
    models.put(folder, loaded);
    return loaded;
  }

  private static DecodeSection decode(DecodeSection own, int beam) {
    return new DecodeSection(
        beam == 0 ? own.beam() : beam,
        own.validationBeam(),
        own.lengthNormalization(),
        own.lengthPenalty(),
        own.maxLengthFactor(),
        own.maxLengthOffset(),
        own.batchSentences(),
        own.batchTokens());
  }

  @Override
  public void close() {
    translators.forEach(TextTranslator::close);
    models.values().forEach(LoadedModel::close);
  }
}
