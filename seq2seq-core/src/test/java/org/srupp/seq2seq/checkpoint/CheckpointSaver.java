package org.srupp.seq2seq.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A process of its own that saves checkpoints until it is killed or the disk refuses; for {@link
 * KilledSaveTest}.
 */
final class CheckpointSaver {
  static final int WEIGHTS = 300_000;

  private CheckpointSaver() {}

  public static void main(String[] args) {
    CheckpointStore store = new CheckpointStore(Path.of(args[0]), 2);
    try {
      for (int step = Integer.parseInt(args[1]); ; step++) {
        store.save(checkpoint(step), step % 5 == 0);
        System.out.println(step);
      }
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }

  static Checkpoint checkpoint(int step) {
    float[] weights = new float[step == 3 ? 3 * WEIGHTS : WEIGHTS];
    Arrays.fill(weights, step);
    return new Checkpoint(
        step,
        List.of(TensorEntry.of("w", weights, weights.length)),
        List.of(TensorEntry.of("w.m", weights, weights.length)),
        TrainingState.builder().put("step", (long) step).build());
  }
}
