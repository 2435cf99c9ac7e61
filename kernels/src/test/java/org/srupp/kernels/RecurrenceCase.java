package org.srupp.kernels;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One recurrence with its arrays by name, in double, and a way to run it on a kernel in any element
 * type over poisoned memory between guards.
 */
final class RecurrenceCase {
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
    try (GuardedMemory memory = new GuardedMemory()) {
      int states = p.batch() * p.units();
      int rows = p.length() * states;
      RecurrenceArrays arrays =
          new RecurrenceArrays(
              in("u", type, memory),
              in("x", type, memory),
              in("weightC", type.parameters(), memory),
              in("bias", type.parameters(), memory),
              in("c0", type, memory),
              in("maskC", type, memory),
              has("padded") ? memory.ofBytes(inputs.get("padded")) : MemorySegment.NULL,
              in("coefficients", type, memory),
              memory.poisoned(rows, type),
              memory.poisoned(rows, type));
      kernel.forward(p, arrays);
      Map<String, double[]> results = new LinkedHashMap<>();
      results.put("h", GuardedMemory.read(arrays.h(), type));
      results.put("c", GuardedMemory.read(arrays.c(), type));
      if (has("gradH")) {
        backward(kernel, p, arrays, inPlace, results, memory);
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
      GuardedMemory memory) {
    ElementType type = p.type();
    int states = p.batch() * p.units();
    int rows = p.length() * states;
    RecurrenceGradients gradients =
        new RecurrenceGradients(
            in("gradH", type, memory),
            in("gradCLast", type, memory),
            inPlace ? arrays.u() : memory.poisoned(rows * p.subMatrices(), type),
            p.skipFromInput() ? memory.poisoned(rows, type) : MemorySegment.NULL,
            memory.poisoned(2 * p.units(), type.parameters()),
            memory.poisoned(2 * p.units(), type.parameters()),
            has("c0") ? memory.poisoned(states, type) : MemorySegment.NULL,
            has("coefficients") ? memory.poisoned(2 * rows, type) : MemorySegment.NULL);
    kernel.backward(p, arrays, gradients);
    ElementType parameters = type.parameters();
    results.put("gradU", GuardedMemory.read(gradients.gradU(), type));
    results.put("gradX", GuardedMemory.read(gradients.gradX(), type));
    results.put("gradWeightC", GuardedMemory.read(gradients.gradWeightC(), parameters));
    results.put("gradBias", GuardedMemory.read(gradients.gradBias(), parameters));
    results.put("gradC0", GuardedMemory.read(gradients.gradC0(), type));
    results.put("gradCoefficients", GuardedMemory.read(gradients.gradCoefficients(), type));
  }

  private MemorySegment in(String name, ElementType type, GuardedMemory memory) {
    return has(name) ? memory.of(inputs.get(name), type) : MemorySegment.NULL;
  }
}
