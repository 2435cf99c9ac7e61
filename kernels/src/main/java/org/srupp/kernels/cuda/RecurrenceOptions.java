package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.srupp.kernels.Activation;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cuda.driver.DeviceProperties;

/**
 * What {@code recurrence.cu} is compiled for; the names are those of its macros.
 *
 * @param bfloat16 whether activations lie in memory as bfloat16, otherwise float32
 * @param units neighbouring units of a thread, 1 or 2
 * @param skip 0 without skip term, 1 from x, 2 from U[t,3]
 * @param tanh whether the activation is tanh, otherwise the identity
 * @param padded whether there is padding
 * @param coefficients whether there are coefficients of each step
 * @param stages groups of steps that are loaded ahead
 */
record RecurrenceOptions(
    boolean bfloat16,
    int units,
    int skip,
    boolean tanh,
    boolean padded,
    boolean coefficients,
    int stages) {

  /**
   * The options of a call.
   *
   * @param aligned whether every array of activations starts at a multiple of 4 bytes
   */
  static RecurrenceOptions of(
      RecurrenceProblem problem,
      RecurrenceArrays arrays,
      boolean aligned,
      DeviceProperties properties) {
    boolean bfloat16 = problem.type() == ElementType.BFLOAT16;
    boolean padded = isPresent(arrays.padded());
    boolean coefficients = isPresent(arrays.coefficients());
    int registers = RecurrenceGeometry.registers(problem, padded, coefficients);
    int units = bfloat16 && aligned && RecurrenceGeometry.unitsPair(problem) ? 2 : 1;
    return new RecurrenceOptions(
        bfloat16,
        units,
        problem.skip() ? problem.subMatrices() - 2 : 0,
        problem.activation() == Activation.TANH,
        padded,
        coefficients,
        RecurrenceGeometry.stages(problem, units, registers, properties));
  }

  Map<String, Integer> defines() {
    return Map.of(
        "BFLOAT16", bit(bfloat16),
        "UNITS", units,
        "SKIP", skip,
        "TANH", bit(tanh),
        "PADDED", bit(padded),
        "COEFFICIENTS", bit(coefficients),
        "STAGES", stages);
  }

  private static boolean isPresent(MemorySegment segment) {
    return !MemorySegment.NULL.equals(segment);
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }
}
