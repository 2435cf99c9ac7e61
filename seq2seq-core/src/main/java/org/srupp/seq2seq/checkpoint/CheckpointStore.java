package org.srupp.seq2seq.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: folders {@code step-N}, the newest few and the best kept.
 *
 * <p>Which is the best stands in each checkpoint itself, so it cannot disagree with what a kill
 * left. For one thread.
 */
public final class CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final Pattern NAME = Pattern.compile("step-(\\d{1,18})");
  private static final long NONE = -1;

  private final Path folder;
  private final int keepLast;
  private boolean cleaned;

  /**
   * Reads nothing and writes nothing yet.
   *
   * @param keepLast how many of the newest stay, 1 or more; the best stays besides
   */
  public CheckpointStore(Path folder, int keepLast) {
    if (keepLast < 1) {
      throw new IllegalArgumentException("keepLast must be 1 or more, found " + keepLast);
    }
    this.folder = folder;
    this.keepLast = keepLast;
  }

  /**
   * Saves a checkpoint, then deletes the oldest beyond those to keep; whatever fails, the earlier
   * ones stay.
   *
   * <p>Newer ones, which a training left that went on from an earlier step, are deleted too.
   *
   * @param best true if it is the best so far
   * @return its folder
   * @throws UncheckedIOException if the disk refuses; nothing of this checkpoint is left
   */
  public Path save(Checkpoint checkpoint, boolean best) {
    if (!cleaned) { // here and not on opening: a reader must not clear what a training is just
      // writing
      AtomicFiles.removeLeftovers(folder);
      cleaned = true;
    }
    long bestStep = best ? checkpoint.step() : bestStepBefore(checkpoint.step());
    Path target = folder(checkpoint.step());
    AtomicFiles.writeFolder(
        target,
        temporary -> {
          SafetensorsWriter.write(
              temporary.resolve(SavedCheckpoint.MODEL), checkpoint.model(), Map.of());
          SafetensorsWriter.write(
              temporary.resolve(SavedCheckpoint.OPTIMIZER), checkpoint.optimizer(), Map.of());
          new StateFile(checkpoint.step(), bestStep, checkpoint.state())
              .write(temporary.resolve(SavedCheckpoint.STATE));
        });
    prune(checkpoint.step(), bestStep);
    return target;
  }

  /** Steps of all checkpoints there, ascending; says nothing about whether they are whole. */
  public List<Long> steps() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> NAME.matcher(path.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  /**
   * The newest checkpoint, or nothing if none was saved yet.
   *
   * @throws CheckpointException if it is damaged: says what is wrong, which one is the last good
   *     one, and how to go on from it
   */
  public Optional<SavedCheckpoint> latest() {
    List<Long> steps = steps();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    long newest = steps.getLast();
    try {
      return Optional.of(load(newest));
    } catch (CheckpointException e) {
      throw new CheckpointException(e.getMessage() + "; " + advice(steps));
    }
  }

  /**
   * The newest checkpoint that is whole; damaged newer ones are reported on the log by name and
   * passed over.
   */
  public Optional<SavedCheckpoint> latestGood() {
    for (long step : steps().reversed()) {
      try {
        return Optional.of(load(step));
      } catch (CheckpointException e) {
        LOG.warn("passing over {}: {}", folder(step), e.getMessage());
      }
    }
    return Optional.empty();
  }

  /**
   * The best checkpoint, or nothing if none was called the best yet.
   *
   * @throws CheckpointException if it, or the newest one, which says which is the best, is damaged
   *     or missing
   */
  public Optional<SavedCheckpoint> best() {
    List<Long> steps = steps();
    long best = steps.isEmpty() ? NONE : state(steps.getLast()).bestStep();
    return best == NONE ? Optional.empty() : Optional.of(load(best));
  }

  /**
   * @throws CheckpointException if there is no such checkpoint or it is damaged
   */
  public SavedCheckpoint load(long step) {
    if (!Files.isDirectory(folder(step))) {
      throw new CheckpointException(
          "there is no checkpoint " + folder(step) + "; there are steps " + steps());
    }
    return SavedCheckpoint.open(folder(step));
  }

  /** The folder that a checkpoint of that step has or would have. */
  public Path folder(long step) {
    return folder.resolve(String.format(Locale.ROOT, "step-%09d", step));
  }

  /**
   * As the newest readable checkpoint up to {@code step} has it: a damaged one must not stop the
   * training.
   */
  private long bestStepBefore(long step) {
    for (long each : steps().reversed()) {
      try {
        if (each <= step) {
          return state(each).bestStep();
        }
      } catch (CheckpointException e) {
        LOG.warn("passing over {}: {}", folder(each), e.getMessage());
      }
    }
    return NONE;
  }

  private StateFile state(long step) {
    return StateFile.read(folder(step).resolve(SavedCheckpoint.STATE));
  }

  private void prune(long saved, long bestStep) {
    List<Long> steps = steps();
    List<Long> upToSaved = steps.stream().filter(step -> step <= saved).toList();
    int surplus = Math.max(0, upToSaved.size() - keepLast);
    Set<Long> kept = new HashSet<>(upToSaved.subList(surplus, upToSaved.size()));
    kept.add(bestStep);
    for (long step : steps) {
      if (!kept.contains(step)) {
        AtomicFiles.deleteFolder(folder(step));
      }
    }
  }

  private String advice(List<Long> steps) {
    for (long step : steps.subList(0, steps.size() - 1).reversed()) {
      try (SavedCheckpoint good = load(step)) {
        return "the last good checkpoint is "
            + good.folder()
            + ": to go on from it, delete "
            + folder(steps.getLast())
            + " and resume again";
      } catch (CheckpointException e) {
        LOG.warn("{}", e.getMessage());
      }
    }
    return "no earlier checkpoint is whole: train anew into another folder";
  }
}
