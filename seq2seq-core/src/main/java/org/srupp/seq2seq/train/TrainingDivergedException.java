package org.srupp.seq2seq.train;

/** The loss or a gradient became NaN or infinite; weights and optimizer are those before. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long step;
  private final String tensor;

  TrainingDivergedException(long step, String tensor, String found) {
    super(
        "training diverged at step "
            + step
            + ": "
            + tensor
            + " is "
            + found
            + ", expected a finite number; the step was not made and the last checkpoint is kept;"
            + " lower the learning rate, warm up longer or clip harder, and train anew");
    this.step = step;
    this.tensor = tensor;
  }

  /** Number of the update, from 1. */
  public long step() {
    return step;
  }

  /** What was not finite: "loss", "validation loss" or "gradient of NAME". */
  public String tensor() {
    return tensor;
  }
}
