package org.srupp.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One recurrence with its arrays by name, in double, and a way to run it on a kernel in either
 * element type over poisoned memory.
 */
final class RecurrenceCase {
  private static final double[] ABSENT = new double[0];

  final RecurrenceProblem problem;
  final Map<String, double[]> inputs = new LinkedHashMap<>();

  RecurrenceCase(RecurrenceProblem problem) {
    this.problem = problem;
  }

  RecurrenceCase with(String name, double[] values) {
    inputs.put(name, values);
    return this;
  }

  RecurrenceCase on(RecurrenceProblem other) {
    RecurrenceCase copy = new RecurrenceCase(other);
    copy.inputs.putAll(inputs);
    return copy;
  }

  boolean has(String name) {
    return inputs.containsKey(name);
  }

  static double[] random(SplittableRandom random, int size, double bound) {
    return random.doubles(size, -bound, bound).toArray();
  }

  /** Runs forward and backward; every array that a kernel writes starts as NaN. */
  Map<String, double[]> run(RecurrenceKernel kernel, ElementType type, boolean inPlace) {
    RecurrenceProblem p =
        new RecurrenceProblem(
            problem.length(),
            problem.batch(),
            problem.units(),
            problem.direction(),
            problem.subMatrices(),
            problem.skip(),
            problem.scale(),
            problem.activation(),
            type);
    try (Arena arena = Arena.ofShared()) {
      int states = p.batch() * p.units();
      int rows = p.length() * states;
      RecurrenceArrays arrays =
          new RecurrenceArrays(
              in("u", type, arena),
              in("x", type, arena),
              in("weightC", type, arena),
              in("bias", type, arena),
              in("c0", type, arena),
              in("maskC", type, arena),
              padded(arena),
              in("coefficients", type, arena),
              out(rows, type, arena),
              out(rows, type, arena));
      kernel.forward(p, arrays);
      Map<String, double[]> results = new LinkedHashMap<>();
      results.put("h", read(arrays.h(), type));
      results.put("c", read(arrays.c(), type));
      if (has("gradH")) {
        backward(kernel, p, arrays, inPlace, results, arena);
      }
      return results;
    }
  }

  private void backward(
      RecurrenceKernel kernel,
      RecurrenceProblem p,
      RecurrenceArrays arrays,
      boolean inPlace,
      Map<String, double[]> results,
      Arena arena) {
    ElementType type = p.type();
    int states = p.batch() * p.units();
    RecurrenceGradients gradients =
        new RecurrenceGradients(
            in("gradH", type, arena),
            in("gradCLast", type, arena),
            inPlace ? arrays.u() : out(p.length() * states * p.subMatrices(), type, arena),
            p.skipFromInput() ? out(p.length() * states, type, arena) : MemorySegment.NULL,
            out(2 * p.units(), type, arena),
            out(2 * p.units(), type, arena),
            has("c0") ? out(states, type, arena) : MemorySegment.NULL,
            has("coefficients") ? out(2 * p.length() * states, type, arena) : MemorySegment.NULL);
    kernel.backward(p, arrays, gradients);
    results.put("gradU", read(gradients.gradU(), type));
    results.put("gradX", read(gradients.gradX(), type));
    results.put("gradWeightC", read(gradients.gradWeightC(), type));
    results.put("gradBias", read(gradients.gradBias(), type));
    results.put("gradC0", read(gradients.gradC0(), type));
    results.put("gradCoefficients", read(gradients.gradCoefficients(), type));
  }

  private MemorySegment in(String name, ElementType type, Arena arena) {
    double[] values = inputs.getOrDefault(name, ABSENT);
    if (values == ABSENT) {
      return MemorySegment.NULL;
    }
    MemorySegment segment = out(values.length, type, arena);
    for (int i = 0; i < values.length; i++) {
      put(segment, type, i, values[i]);
    }
    return segment;
  }

  private MemorySegment padded(Arena arena) {
    double[] values = inputs.getOrDefault("padded", ABSENT);
    if (values == ABSENT) {
      return MemorySegment.NULL;
    }
    MemorySegment segment = arena.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      segment.set(ValueLayout.JAVA_BYTE, i, (byte) values[i]);
    }
    return segment;
  }

  private static MemorySegment out(int size, ElementType type, Arena arena) {
    MemorySegment segment = arena.allocate((long) size * type.bytes(), 64);
    for (int i = 0; i < size; i++) {
      put(segment, type, i, Double.NaN);
    }
    return segment;
  }

  private static void put(MemorySegment segment, ElementType type, int i, double value) {
    if (type == ElementType.FLOAT64) {
      segment.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
    } else {
      segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value);
    }
  }

  private static double[] read(MemorySegment segment, ElementType type) {
    double[] values = new double[(int) (segment.byteSize() / type.bytes())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          type == ElementType.FLOAT64
              ? segment.getAtIndex(ValueLayout.JAVA_DOUBLE, i)
              : segment.getAtIndex(ValueLayout.JAVA_FLOAT, i);
    }
    return values;
  }
}
