package org.srupp.seq2seq.train;

import java.util.List;
import java.util.Optional;
import org.srupp.kernels.UpdateKernel;

/** One update: gradients of all micro-batches as of one large batch, clipping, the step. */
final class Updater<B> {

  /** What an update did. */
  record Outcome(Loss loss, double gradientNorm, double learningRate) {}

  private final Trainable<B> model;
  private final Optimizer optimizer;
  private final UpdateKernel kernel;
  private final Schedule schedule;
  private final double clipNorm;

  Updater(TrainerConfig config, Trainable<B> model, Optimizer optimizer, UpdateKernel kernel) {
    this.model = model;
    this.optimizer = optimizer;
    this.kernel = kernel;
    schedule = Schedule.of(config.schedule());
    clipNorm = config.clipNorm();
  }

  Outcome update(List<B> group, long seed, long update) {
    model.zeroGradients();
    Loss loss = accumulate(group, seed, update);
    List<ParameterMemory> parameters = model.parameters();
    GradientNorm norm = GradientNorm.of(parameters, kernel);
    norm.firstNonFinite()
        .ifPresent(
            name -> {
              throw new TrainingDivergedException(
                  update + 1, "gradient of " + name, "NaN or infinite");
            });
    double learningRate = schedule.learningRate(update);
    optimizer.update(parameters, learningRate, norm.clipFactor(clipNorm));
    return new Outcome(loss, norm.value(), learningRate);
  }

  private Loss accumulate(List<B> group, long seed, long update) {
    long predictions = group.stream().mapToLong(model::predictions).sum();
    if (predictions < 1) {
      throw new IllegalArgumentException(
          "batches of step " + (update + 1) + ": found no target token, expected some");
    }
    Loss total = Loss.NONE;
    for (int i = 0; i < group.size(); i++) {
      Loss loss = accumulate(group.get(i), 1.0 / predictions, DropoutSeed.mix(seed, update, i));
      total = total.plus(loss);
      double objective = loss.nats() + loss.smoothedNats();
      if (!Double.isFinite(objective)) {
        throw new TrainingDivergedException(update + 1, "loss", String.valueOf(objective));
      }
    }
    return total;
  }

  private Loss accumulate(B batch, double scale, long seed) {
    try {
      return model.accumulate(batch, scale, seed);
    } catch (RuntimeException e) {
      if (!model.device().isShortage(e)) {
        throw e;
      }
      throw new BatchMemoryException(model.predictions(batch), fittingPart(batch, scale, seed), e);
    }
  }

  /** N of the largest 1/N of a batch that there is memory for, by halves; 0 if there is none. */
  private int fittingPart(B batch, double scale, long seed) {
    int part = 2;
    for (Optional<B> half = model.half(batch); half.isPresent(); half = model.half(half.get())) {
      try {
        model.accumulate(half.get(), scale, seed);
        return part;
      } catch (RuntimeException e) {
        if (!model.device().isShortage(e)) {
          throw e;
        }
        part *= 2;
      }
    }
    return 0;
  }
}
