package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {
  private static final int BAD_CALL = 14; // the second micro-batch of step 5

  /** Gives a wrong loss or gradient from one call on. */
  private static final class Poisoned extends TinyModel {
    private final float lossFactor;
    private final float gradientFactor;
    private int calls;

    Poisoned(float lossFactor, float gradientFactor) {
      super(0);
      this.lossFactor = lossFactor;
      this.gradientFactor = gradientFactor;
    }

    @Override
    public Loss accumulate(TinyBatch batch, double scale, long seed) {
      Loss loss = super.accumulate(batch, scale, seed);
      if (++calls < BAD_CALL) {
        return loss;
      }
      biasGradient[1] *= gradientFactor;
      return new Loss(loss.nats(), loss.smoothedNats() * lossFactor, loss.tokens());
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aBadGradientIsNamedAndNothingIsChanged(float factor) {
    TinyRun run = new TinyRun(TinyConfigs.updates(20, 2), new Poisoned(1, factor), () -> 0);
    TrainingDivergedException error = assertThrows(TrainingDivergedException.class, run::run);
    assertEquals(
        "training diverged at step 5: gradient of bias is NaN or infinite, expected a finite number; the step"
            + " was not made and the last checkpoint is kept; lower the learning rate, warm up longer or clip"
            + " harder, and train anew",
        error.getMessage());
    assertEquals(5, error.step());
    assertEquals(4, run.last().state().update());
    assertArrayEquals(run.last().weights(), run.model.weights());
  }

  @Test
  void aBadLossIsNamed() {
    TinyRun run = new TinyRun(TinyConfigs.updates(20, 2), new Poisoned(Float.NaN, 1), () -> 0);
    TrainingDivergedException error = assertThrows(TrainingDivergedException.class, run::run);
    assertEquals("loss", error.tensor());
    assertEquals(5, error.step());
    assertArrayEquals(run.last().weights(), run.model.weights());
  }

  @Test
  void aBadValidationLossKeepsTheCheckpointBeforeIt() {
    TinyRun run = new TinyRun(TinyConfigs.selecting(Selection.LOSS, 0));
    run.validator = TinyRun.scripted(3, 2, Double.NaN);
    TrainingDivergedException error = assertThrows(TrainingDivergedException.class, run::run);
    assertEquals("validation loss", error.tensor());
    assertEquals(2, run.last().state().update());
  }

  @Test
  void dataWithoutTargetsIsRefused() {
    TinyModel model = new TinyModel(0);
    TrainerConfig config = TinyConfigs.updates(1, 0);
    Optimizer optimizer = Optimizer.of(config.optimizer(), TinyRun.KERNEL, model.parameters());
    Updater<TinyBatch> updater = new Updater<>(config, model, optimizer, TinyRun.KERNEL);
    TinyBatch empty = new TinyBatch(new double[0][], new int[0]);
    assertEquals(
        "batches of step 8: found no target token, expected some",
        assertThrows(IllegalArgumentException.class, () -> updater.update(List.of(empty), 1, 7))
            .getMessage());
    assertEquals(
        "validation data: found no target token, expected some",
        assertThrows(
                IllegalStateException.class,
                () -> new LossValidator<>(model, List.of(empty)).validate(1))
            .getMessage());
  }
}
