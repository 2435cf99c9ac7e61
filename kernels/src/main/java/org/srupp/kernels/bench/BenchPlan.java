package org.srupp.kernels.bench;

import java.util.List;
import org.srupp.kernels.ElementType;

/**
 * What is timed.
 *
 * @param recurrences timed forward and backward
 * @param softmaxes timed forward and backward
 * @param residuals timed forward and backward
 * @param parameters of the timed update
 * @param copyBytes of the copy that measures the memory's bandwidth
 * @param repetition of everything
 */
record BenchPlan(
    List<RecurrenceSpec> recurrences,
    List<SoftmaxSpec> softmaxes,
    List<ResidualSpec> residuals,
    long parameters,
    long copyBytes,
    Repetition repetition) {

  /** The sizes of the paper's base and large models. */
  static BenchPlan full() {
    return new BenchPlan(
        List.of(
            RecurrenceSpec.languageModel(1024, 8, 3072, ElementType.BFLOAT16),
            RecurrenceSpec.languageModel(1024, 64, 4096, ElementType.BFLOAT16),
            RecurrenceSpec.languageModel(1024, 8, 3072, ElementType.FLOAT32)),
        List.of(
            SoftmaxSpec.languageModel(8, 1024, 2048, ElementType.BFLOAT16),
            SoftmaxSpec.languageModel(64, 1024, 2048, ElementType.BFLOAT16),
            SoftmaxSpec.languageModel(8, 1024, 2048, ElementType.FLOAT32)),
        List.of(
            ResidualSpec.recurrent(8 * 1024, 768, ElementType.BFLOAT16),
            ResidualSpec.recurrent(64 * 1024, 1024, ElementType.BFLOAT16),
            ResidualSpec.recurrent(8 * 1024, 768, ElementType.FLOAT32)),
        100_000_000,
        1L << 30,
        new Repetition(5, 0.2, 25));
  }

  /** Sizes of the recipes for processors, and what the C twin of the benchmark is compared at. */
  static BenchPlan processor() {
    return new BenchPlan(
        List.of(
            RecurrenceSpec.languageModel(256, 8, 1024, ElementType.FLOAT32),
            RecurrenceSpec.languageModel(128, 16, 512, ElementType.FLOAT32),
            RecurrenceSpec.encoder(20, 96, 512, ElementType.FLOAT32)),
        List.of(
            SoftmaxSpec.languageModel(16, 128, 256, ElementType.FLOAT32),
            SoftmaxSpec.encoder(96, 4, 20, ElementType.FLOAT32)),
        List.of(
            ResidualSpec.recurrent(16 * 128, 192, ElementType.FLOAT32),
            ResidualSpec.transformer(96 * 20, 256, ElementType.FLOAT32)),
        5_000_000,
        1L << 28,
        new Repetition(60, 0.2, 25));
  }
}
