package org.srupp.recipes.training;

import java.util.Optional;
import org.srupp.recipes.config.OptimizerSection;
import org.srupp.recipes.config.ScheduleSection;
import org.srupp.seq2seq.train.OptimizerConfig;
import org.srupp.seq2seq.train.ScheduleConfig;

/** The sections on optimizer and schedule in the trainer's own words. */
public final class OptimizationSettings {
  private OptimizationSettings() {}

  /** What is wrong with the two sections together, as a sentence. */
  public static Optional<String> mistake(OptimizerSection optimizer, ScheduleSection schedule) {
    double shrink = optimizer.weightDecay() * peak(schedule);
    return shrink <= 1
        ? Optional.empty()
        : Optional.of(
            "optimizer.weightDecay times the largest learning rate must be at most 1, or weights"
                + " change sign in one update, found "
                + shrink
                + "; lower schedule.learningRate or the decay");
  }

  private static double peak(ScheduleSection schedule) {
    return schedule.kind() == ScheduleSection.Kind.NOAM
        ? schedule.learningRate() / Math.sqrt(schedule.warmupSteps())
        : schedule.learningRate();
  }

  /** The optimizer. */
  public static OptimizerConfig optimizer(OptimizerSection section) {
    return new OptimizerConfig(
        section.kind() == OptimizerSection.Kind.ADAM
            ? OptimizerConfig.Kind.ADAM
            : OptimizerConfig.Kind.RADAM,
        section.beta1(),
        section.beta2(),
        section.eps(),
        section.weightDecay(),
        section.degenerate() == OptimizerSection.Degenerate.SKIP
            ? OptimizerConfig.FirstSteps.SKIP
            : OptimizerConfig.FirstSteps.MOMENTUM);
  }

  /** The learning rate. */
  public static ScheduleConfig schedule(ScheduleSection section) {
    ScheduleConfig.Kind kind =
        switch (section.kind()) {
          case NOAM -> ScheduleConfig.Kind.NOAM;
          case INVERSE_SQRT -> ScheduleConfig.Kind.INVERSE_SQUARE_ROOT;
          case CONSTANT -> ScheduleConfig.Kind.CONSTANT;
          case COSINE ->
              section.warmupNumerator() == ScheduleSection.WarmupNumerator.STEP
                  ? ScheduleConfig.Kind.COSINE_FROM_ZERO
                  : ScheduleConfig.Kind.COSINE;
        };
    return new ScheduleConfig(
        kind, section.learningRate(), section.warmupSteps(), 0, section.totalSteps(), 1);
  }
}
