package org.srupp.recipes.training;

import java.util.List;
import java.util.function.Supplier;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.MatrixPrecision;
import org.srupp.seq2seq.train.SteppedTraining;

/**
 * Puts updates on the clock.
 *
 * @param precision of this training's matrix products; other trainings of the process may have
 *     another
 * @param device that computes, whose work is waited for
 * @param training makes the updates
 * @param batches makes the micro-batches of each
 * @param <B> a micro-batch
 */
public record TimedTraining<B>(
    MatrixPrecision precision,
    DeviceMemory device,
    SteppedTraining<B> training,
    Supplier<List<B>> batches) {
  private static final double NANO = 1e-9;

  /** Makes the next update. */
  public TimedUpdate update() {
    precision.apply();
    List<B> group = batches.get();
    long start = System.nanoTime();
    long tokens = training.update(group).tokens();
    device.await();
    return new TimedUpdate(tokens, (System.nanoTime() - start) * NANO);
  }
}
