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
import org.srupp.recipes.translation.Precision;
import org.srupp.recipes.translation.SearchOptions;
import org.srupp.recipes.translation.TextTranslator;

/** Opens translators beside each other, each folder once, and closes them all. */
final class BenchTranslators implements AutoCloseable {
  // As many as the command translate has before it at a time, which sorts them by length.
  private static final int WINDOW = 1024;

  private final ModelFolder folders;
  private final int threads;
  private final Map<Stored, LoadedModel> models = new HashMap<>();
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
    LoadedModel model = model(new Stored(setting.folder(), setting.precision()));
    DecodeSection own = model.description().decode();
    DecodeSection decode = setting.beam() == 0 ? own : own.withBeam(setting.beam());
    TextTranslator translator =
        model.translator(model.scorers(), decode, SearchOptions.BEST, threads);
    translators.push(translator);
    return () -> {
      for (int from = 0; from < lines.size(); from += WINDOW) {
        translator.translate(lines.subList(from, Math.min(lines.size(), from + WINDOW)));
      }
    };
  }

  private LoadedModel model(Stored stored) throws IOException {
    LoadedModel known = models.get(stored);
    if (known != null) {
      return known;
    }
    LoadedModel loaded = folders.load(stored.folder(), stored.precision());
    models.put(stored, loaded);
    loaded
        .fallback()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why + ", which would be measured in its place");
            });
    return loaded;
  }

  @Override
  public void close() {
    translators.forEach(TextTranslator::close);
    models.values().forEach(LoadedModel::close);
  }

  private record Stored(Path folder, Precision precision) {}
}
