package org.srupp.recipes.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * The text of a run: prepared once in its folder {@code data}, so that a resumed run cannot depend
 * on text that changed; or read where it was prepared before, and compared on resuming.
 */
final class RunText {
  private static final String FINGERPRINTS = "fingerprints.txt";

  private RunText() {}

  /**
   * Prepares the recipe's text, or opens what was prepared.
   *
   * @param folder the run's {@code data}
   * @param log takes sentences for the user
   */
  static PreparedText open(LanguageDataSection data, Path folder, Consumer<String> log)
      throws IOException {
    Path path = LanguageCorpora.path(data);
    if (PreparedText.isIn(path)) {
      return elsewhere(data, path, folder);
    }
    if (!Files.isDirectory(folder)) {
      TextPreparation preparation = new TextPreparation(data, LanguageCorpora.of(data), log);
      AtomicFiles.writeFolder(
          folder, temporary -> preparation.fill(temporary, path, (name, step) -> step.run()));
    }
    return PreparedText.open(folder, data);
  }

  private static PreparedText elsewhere(LanguageDataSection data, Path path, Path folder)
      throws IOException {
    PreparedText text = PreparedText.open(path, data);
    try {
      Path noted = folder.resolve(FINGERPRINTS);
      if (!Files.isDirectory(folder)) {
        AtomicFiles.writeFolder(
            folder, temporary -> Files.write(temporary.resolve(FINGERPRINTS), text.fingerprints()));
      } else if (!Files.readAllLines(noted).equals(text.fingerprints())) {
        throw new IllegalArgumentException(
            path
                + " has changed since the run was begun; resume with the text that it was begun"
                + " with");
      }
      return text;
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }
}
