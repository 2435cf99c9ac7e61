package org.srupp.recipes.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.prepare.PrepareRequest;
import org.srupp.recipes.prepare.PreparedFolder;

/**
 * The text of a run, in its run folder: a resumed run reads it again, so that it cannot depend on
 * text that changed.
 */
final class RunText {
  private RunText() {}

  /**
   * Prepares the recipe's text, takes it over from a folder that {@code prepare} made, or opens
   * what an earlier start has left.
   *
   * @param folder the run's {@code data}
   * @param log takes sentences for the user
   * @throws IllegalArgumentException if the prepared folder was made with other settings
   */
  static PreparedText open(LanguageRecipe recipe, Path folder, int threads, Consumer<String> log)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      make(recipe, folder, threads, log);
    }
    PreparedText text = PreparedText.open(folder);
    try {
      PreparedFolder.requireUnchanged(folder);
      return text;
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  private static void make(LanguageRecipe recipe, Path folder, int threads, Consumer<String> log)
      throws IOException {
    Path given = LanguageCorpora.path(recipe.data());
    if (PreparedFolder.isPrepared(given)) {
      PreparedFolder.takeOver(given, LanguagePreparation.settings(recipe.data()), folder);
      return;
    }
    try {
      LanguagePreparation.prepare(new PrepareRequest(recipe, folder, threads, log));
    } catch (IOException | RuntimeException e) {
      PreparedFolder.discard(folder); // what was refused must not fill the disk
      throw e;
    }
  }
}
