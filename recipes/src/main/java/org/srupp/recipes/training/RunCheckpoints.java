package org.srupp.recipes.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.srupp.recipes.run.MetricsLog;
import org.srupp.recipes.run.MetricsRecord;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.checkpoint.CheckpointStore;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.train.Snapshot;
import org.srupp.seq2seq.train.TrainerState;
import org.srupp.seq2seq.train.TrainingCheckpoint;

/**
 * The checkpoints of a run: one at each validation, and one where a stop was asked for in between.
 *
 * <p>The latter serves resuming only and goes with the next checkpoint. It takes nobody's place
 * among those that are kept: the mean of the last checkpoints must not depend on interruptions.
 */
public final class RunCheckpoints {
  private final Path folder;
  private final int keep;
  private final int validateEvery;
  private final CheckpointStore reading;

  /**
   * Reads nothing and writes nothing yet.
   *
   * @param keep newest checkpoints kept beside the best
   * @param validateEvery updates between two validations
   */
  public RunCheckpoints(Path folder, int keep, int validateEvery) {
    this.folder = folder;
    this.keep = keep;
    this.validateEvery = validateEvery;
    reading = new CheckpointStore(folder, keep);
  }

  public Path folder() {
    return folder;
  }

  /** Saves a checkpoint; whatever fails, the earlier ones stay. */
  public void save(Snapshot snapshot) {
    TrainerState state = snapshot.state();
    List<Long> stops =
        reading.steps().stream()
            .filter(step -> step < state.update() && step % validateEvery != 0)
            .toList();
    boolean stop = state.update() != state.validatedUpdate() && state.update() % validateEvery != 0;
    new CheckpointStore(folder, keep + stops.size() + (stop ? 1 : 0))
        .save(TrainingCheckpoint.of(snapshot), snapshot.best());
    stops.forEach(step -> AtomicFiles.deleteFolder(reading.folder(step)));
  }

  /**
   * The newest checkpoint, or nothing if none was saved yet.
   *
   * @throws org.srupp.seq2seq.checkpoint.CheckpointException if it is damaged
   */
  public Optional<SavedCheckpoint> latest() {
    return reading.latest();
  }

  /**
   * A sentence for a run that is resumed without any checkpoint though it had trained; nothing if
   * there is one, or none was to be expected.
   *
   * @param log of the run, before it is opened to append
   */
  public Optional<String> lossOf(Path log) {
    if (!reading.steps().isEmpty() || Files.notExists(log)) {
      return Optional.empty();
    }
    long step = MetricsLog.read(log).stream().mapToLong(MetricsRecord::step).max().orElse(0);
    return step < validateEvery
        ? Optional.empty()
        : Optional.of(
            folder
                + ": has no checkpoint though "
                + log.getFileName()
                + " reaches step "
                + step
                + "; training begins again at step 0, stop it if the checkpoints are elsewhere and"
                + " put them back");
  }

  /** The best checkpoint of a training that has ended. */
  public SavedCheckpoint best() {
    return reading.best().or(reading::latest).orElseThrow();
  }

  /** Weights of the last checkpoints, oldest first; fewer where fewer are there. */
  public List<Path> lastModels(int count) {
    List<Long> steps = reading.steps();
    return steps.subList(Math.max(0, steps.size() - count), steps.size()).stream()
        .map(step -> reading.folder(step).resolve("model.safetensors"))
        .toList();
  }
}
