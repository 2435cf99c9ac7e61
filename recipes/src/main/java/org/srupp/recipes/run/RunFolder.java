package org.srupp.recipes.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** The folder of one training, held by this process until closed. */
public final class RunFolder implements AutoCloseable {
  static final String RECIPE = "recipe.yaml";
  static final String LOG = "log.jsonl";
  static final String CARD = "run.json";

  private static final int LISTED = 10;

  private final Path folder;
  private final RunLock lock;

  private RunFolder(Path folder, RunLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Begins a run in a folder that is missing or holds no run, and writes the recipe into it.
   *
   * @param recipe the resolved recipe, every default written out
   * @throws IllegalArgumentException if the folder holds a run or another process trains there; the
   *     message says what to do
   * @throws UncheckedIOException if the disk refuses
   */
  public static RunFolder create(Path folder, String recipe) {
    if (holdsRun(folder)) {
      throw new IllegalArgumentException(
          folder
              + " already holds a run: add --resume to go on with it, or choose another folder with --out");
    }
    refuseForeign(folder);
    RunFolder run = locked(folder);
    try {
      if (holdsRun(folder)) { // another process was faster between the first look and the lock
        throw new IllegalArgumentException(
            folder + " already holds a run: choose another folder with --out");
      }
      AtomicFiles.writeText(run.recipeFile(), recipe);
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  // A run would read or replace what it finds under its own names.
  private static void refuseForeign(Path folder) {
    List<String> found =
        Stream.of("data", "model", "checkpoints", LOG)
            .filter(name -> Files.exists(folder.resolve(name)))
            .toList();
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          folder
              + " is no run but has "
              + String.join(", ", found)
              + ", which a run would overwrite: choose another folder with --out");
    }
  }

  /**
   * Opens a run to go on with it, and clears what a killed process left.
   *
   * @throws IllegalArgumentException if there is no run or another process trains there; the
   *     message says what to do
   */
  public static RunFolder resume(Path folder) {
    if (!holdsRun(folder)) {
      throw new IllegalArgumentException(
          folder + " holds no run to resume (no " + RECIPE + "): leave out --resume to begin one");
    }
    RunFolder run = locked(folder);
    AtomicFiles.removeLeftovers(folder);
    return run;
  }

  /** Takes back what a new run has made so far, for one that is refused before it trains. */
  public void withdraw() {
    try {
      Files.deleteIfExists(recipeFile());
      Files.deleteIfExists(runCard());
      if (Files.exists(data())) {
        AtomicFiles.deleteFolder(data());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  /** Whether a run was begun there. */
  public static boolean holdsRun(Path folder) {
    return Files.exists(folder.resolve(RECIPE));
  }

  private static RunFolder locked(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is a file: choose a folder with --out");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder + ": " + AtomicFiles.reason(e), e);
    }
    return new RunFolder(folder, RunLock.acquire(folder));
  }

  public Path path() {
    return folder;
  }

  /** The resolved recipe that the run was begun with. */
  public String recipe() {
    try {
      return Files.readString(recipeFile());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + recipeFile() + ": " + AtomicFiles.reason(e), e);
    }
  }

  /**
   * Where another resolved recipe differs from the run's, one text a line, for the decision whether
   * resuming makes sense.
   *
   * @return empty if they are the same; up to ten differences and a count of the rest otherwise
   */
  public List<String> differences(String other) {
    List<String> here = recipe().lines().toList();
    List<String> there = other.lines().toList();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
      String begun = i < here.size() ? here.get(i).strip() : "nothing";
      String asked = i < there.size() ? there.get(i).strip() : "nothing";
      if (!begun.equals(asked)) {
        differences.add(
            recipeFile()
                + ", line "
                + (i + 1)
                + ": the run has '"
                + begun
                + "', asked for is '"
                + asked
                + "'");
      }
    }
    if (differences.size() > LISTED) {
      String rest = "and " + (differences.size() - LISTED) + " more lines";
      differences.subList(LISTED, differences.size()).clear();
      differences.add(rest);
    }
    return differences;
  }

  public Path recipeFile() {
    return folder.resolve(RECIPE);
  }

  /** What the text became: token files and tokenizers. */
  public Path data() {
    return folder.resolve("data");
  }

  /** All that translating needs; may be moved elsewhere. */
  public Path model() {
    return folder.resolve("model");
  }

  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  public Path log() {
    return folder.resolve(LOG);
  }

  public Path tensorBoard() {
    return folder.resolve("tensorboard");
  }

  public Path report() {
    return folder.resolve("report.html");
  }

  public Path runCard() {
    return folder.resolve(CARD);
  }

  @Override
  public void close() {
    lock.close();
  }
}
