package org.srupp.recipes.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.srupp.recipes.run.RunFolder;
import org.srupp.seq2seq.train.StopOnShutdown;
import org.srupp.seq2seq.train.StopSignal;

/** What stands around every training: the run folder, and the wish to stop. */
public final class TrainingFrame {
  // A checkpoint of any model here is written in less; then the process may be killed.
  private static final Duration GRACE = Duration.ofSeconds(60);

  private TrainingFrame() {}

  /** A training in its folder. */
  @FunctionalInterface
  public interface Body<T> {
    T train(RunFolder folder, StopSignal stop) throws IOException;
  }

  /**
   * Begins a run, or goes on with one; what is refused before it trained leaves no run behind.
   *
   * @param out the run folder
   * @param recipe the resolved recipe as text; a resumed run must have been begun with the same
   * @throws IllegalArgumentException if the folder does not fit; says what to do
   * @throws IOException if a file cannot be read
   */
  public static <T> T run(Path out, boolean resume, String recipe, Body<T> body)
      throws IOException {
    StopSignal stop = new StopSignal();
    try (StopOnShutdown shutdown = new StopOnShutdown(stop, GRACE);
        RunFolder folder = open(out, resume, recipe)) {
      try {
        return body.train(folder, stop);
      } catch (IOException | RuntimeException e) {
        if (!resume && Files.notExists(folder.log())) {
          folder.withdraw(); // what was refused must not leave a folder that "already holds a run"
        }
        throw e;
      }
    }
  }

  private static RunFolder open(Path out, boolean resume, String recipe) {
    if (!resume) {
      return RunFolder.create(out, recipe);
    }
    RunFolder folder = RunFolder.resume(out);
    List<String> differences = folder.differences(recipe);
    if (!differences.isEmpty()) {
      folder.close();
      throw new IllegalArgumentException(
          String.join("\n", differences)
              + "\nresume with the recipe, overrides and files that the run was started with");
    }
    return folder;
  }
}
