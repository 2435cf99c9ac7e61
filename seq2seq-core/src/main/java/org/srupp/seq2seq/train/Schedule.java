package org.srupp.seq2seq.train;

/** The learning rate as a function of the update alone, so that a resumed run needs no state. */
@FunctionalInterface
public interface Schedule {

  /**
   * @param update updates made before this one, from 0
   */
  double learningRate(long update);

  /** The schedule that the config describes. */
  static Schedule of(ScheduleConfig config) {
    return switch (config.kind()) {
      case NOAM -> new NoamSchedule(config);
      case INVERSE_SQUARE_ROOT -> new InverseSquareRootSchedule(config);
      case CONSTANT -> update -> Warmup.rate(config, update);
      case COSINE, COSINE_FROM_ZERO -> new CosineSchedule(config);
      case LINEAR -> new LinearSchedule(config);
    };
  }
}
