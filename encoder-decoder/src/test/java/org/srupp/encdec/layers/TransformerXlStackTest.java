package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.TensorAssert;

/** Transformer-XL's layers against their formulas, and what their memory is worth; in double. */
class TransformerXlStackTest {
  private static final TransformerConfig CONFIG = config(6, 2, 7, 3);
  private static final int STREAMS = 3;
  private static final int STEPS = 9;

  // Values near 1, some thousand roundings of 2^-53 behind them.
  private static final double EXACT = 1e-11;

  private static NDManager manager;

  @BeforeAll
  static void start() {
    manager = TorchEngine.start(1);
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  private static TransformerConfig config(int width, int heads, int inner, int layers) {
    return new TransformerConfig(width, heads, inner, layers, false, 0.3, 0.2);
  }

  /** Parameters of a size at which every term of the scores counts. */
  private static ParameterSet parameters(TransformerConfig config) {
    ParameterSet set =
        new ParameterSet(manager, TransformerXlStack.specs(config, "x"), DataType.FLOAT64, 4);
    Random random = new Random(7);
    for (Parameter parameter : set.all()) {
      for (long i = 0; i < parameter.shape().size(); i++) {
        parameter.memory().setAtIndex(ValueLayout.JAVA_DOUBLE, i, random.nextDouble(-0.8, 1));
      }
    }
    return set;
  }

  /** Streams of numbers, (L, B, W). */
  private static double[] input(int steps, int width) {
    return new Random(2).doubles((long) steps * STREAMS * width, -1, 1).toArray();
  }

  private static NDArray tensor(NDManager step, double[] values, int from, int to, int width) {
    int row = STREAMS * width;
    NDArray array = step.create(new Shape(to - from, STREAMS, width), DataType.FLOAT64);
    double[] part = Arrays.copyOfRange(values, from * row, to * row);
    MemorySegment.copy(part, 0, TensorMemory.of(array), ValueLayout.JAVA_DOUBLE, 0, part.length);
    return array;
  }

  private static double[] values(NDArray array) {
    return TensorMemory.of(array).toArray(ValueLayout.JAVA_DOUBLE);
  }

  /** Outputs of all steps, read in chunks that remember what was before. */
  private static double[] run(
      TransformerConfig config, ParameterSet set, double[] input, int window, int... ends) {
    TransformerXlStack stack = new TransformerXlStack(config, "x", set, TestKernels.twins());
    int width = config.width();
    double[] all = new double[0];
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      List<NDArray> memory = null;
      int from = 0;
      for (int to : ends) {
        NDArray x = tensor(step, input, from, to, width);
        NDArray mask = StreamMask.create(step, DataType.FLOAT64, to - from, from, window);
        StackOutput output = stack.forward(tape, x, memory, mask, Dropout.NONE);
        double[] part = values(output.h());
        int before = all.length;
        all = Arrays.copyOf(all, before + part.length);
        System.arraycopy(part, 0, all, before, part.length);
        memory = memory == null ? output.inputs() : joined(memory, output.inputs());
        from = to;
      }
    }
    return all;
  }

  private static List<NDArray> joined(List<NDArray> memory, List<NDArray> inputs) {
    NDArray[] joined = new NDArray[memory.size()];
    Arrays.setAll(joined, i -> memory.get(i).concat(inputs.get(i), 0));
    return List.of(joined);
  }

  @ParameterizedTest(name = "width {0}, {1} heads, {2} inside, {3} layers, window {4}")
  @CsvSource({"6,2,7,3,100", "5,1,3,1,100", "9,3,4,2,3", "4,4,5,2,1"})
  void outputsAreThoseOfTheFormulas(int width, int heads, int inner, int layers, int window) {
    TransformerConfig config = config(width, heads, inner, layers);
    ParameterSet set = parameters(config);
    double[] input = input(STEPS, width);
    double[] found = run(config, set, input, window, STEPS);
    PlainTransformerXl plain =
        new PlainTransformerXl(
            config, name -> set.parameter(name).memory().toArray(ValueLayout.JAVA_DOUBLE));
    for (int b = 0; b < STREAMS; b++) {
      double[][] expected = plain.forward(stream(input, b, width), window);
      for (int t = 0; t < STEPS; t++) {
        int at = (t * STREAMS + b) * width;
        TensorAssert.assertClose(
            "stream " + b + ", step " + t,
            expected[t],
            Arrays.copyOfRange(found, at, at + width),
            EXACT,
            EXACT);
      }
    }
  }

  private static double[][] stream(double[] input, int stream, int width) {
    double[][] rows = new double[STEPS][];
    Arrays.setAll(
        rows,
        t -> {
          int at = (t * STREAMS + stream) * width;
          return Arrays.copyOfRange(input, at, at + width);
        });
    return rows;
  }

  @Test
  void chunksThatRememberEqualOneRunOverAll() {
    ParameterSet set = parameters(CONFIG);
    double[] input = input(STEPS, 6);
    for (int window : new int[] {2, 5, 100}) {
      double[] whole = run(CONFIG, set, input, window, STEPS);
      assertArrayEquals(whole, run(CONFIG, set, input, window, 4, STEPS), EXACT);
      assertArrayEquals(whole, run(CONFIG, set, input, window, 1, 2, 6, 8, STEPS), EXACT);
    }
    double[] whole = run(CONFIG, set, input, 100, STEPS);
    double[] rest = run(CONFIG, set, Arrays.copyOfRange(input, 4 * 18, 9 * 18), 100, 5);
    assertTrue(Math.abs(whole[8 * 18] - rest[4 * 18]) > 1e-6, "the past matters");
  }

  @Test
  void firstValuesAreThoseOfTheAuthors() {
    TransformerConfig wide = config(64, 4, 96, 2);
    ParameterSet set =
        new ParameterSet(manager, TransformerXlStack.specs(wide, "x"), DataType.FLOAT64, 4);
    for (Parameter parameter : set.all()) {
      double[] values = parameter.memory().toArray(ValueLayout.JAVA_DOUBLE);
      String name = parameter.name();
      if (name.endsWith("_norm.weight")) {
        assertArrayEquals(ones(values.length), values, name);
      } else if (name.endsWith(".bias")) {
        assertArrayEquals(new double[values.length], values, name);
      } else {
        double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        // Of n draws the mean square is within sqrt(2 / n), one deviation.
        double deviation = 0.02 * 0.02 * Math.sqrt(2.0 / values.length);
        assertEquals(0.02 * 0.02, square, 5 * deviation, name);
      }
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void aStepChangesNothingBeforeIt() {
    ParameterSet set = parameters(CONFIG);
    double[] input = input(STEPS, 6);
    double[] before = run(CONFIG, set, input, 100, STEPS);
    input[5 * 18 + 1] += 0.5; // of stream 0
    double[] after = run(CONFIG, set, input, 100, STEPS);
    assertArrayEquals(Arrays.copyOf(before, 5 * 18), Arrays.copyOf(after, 5 * 18));
    for (int t = 5; t < STEPS; t++) {
      assertNotEquals(before[t * 18], after[t * 18], "step " + t);
      for (int i = 6; i < 18; i++) {
        assertEquals(before[t * 18 + i], after[t * 18 + i], "other streams, step " + t);
      }
    }
  }

  @Test
  void gradientsAreTheSlopes() {
    ParameterSet set = parameters(CONFIG);
    double[] input = input(STEPS, 6);
    set.zeroGradients();
    gradients(set, input);
    Random random = new Random(1);
    for (Parameter parameter : set.all()) {
      double[] gradient = parameter.gradient().toArray(ValueLayout.JAVA_DOUBLE);
      assertTrue(Arrays.stream(gradient).anyMatch(g -> g != 0), parameter.name() + " takes part");
      for (int n = 0; n < 4; n++) {
        int i = random.nextInt(gradient.length);
        double slope = slope(set, parameter, i, input);
        // Cut-off h^2 times a third derivative below 1e4, rounding 100 * 2^-53 / h.
        assertEquals(slope, gradient[i], 1e-6 * Math.max(1, Math.abs(slope)), parameter.name());
      }
    }
  }

  private static double slope(ParameterSet set, Parameter parameter, int i, double[] input) {
    double step = 1e-5;
    MemorySegment memory = parameter.memory();
    double value = memory.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
    memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value + step);
    double above = loss(set, input);
    memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value - step);
    double below = loss(set, input);
    memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
    return (above - below) / (2 * step);
  }

  /** A sum of the outputs of the second of two chunks, of which no two count alike. */
  private static double loss(ParameterSet set, double[] input) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      return loss(tape, step, set, input).getDouble();
    }
  }

  private static void gradients(ParameterSet set, double[] input) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.recording()) {
      tape.backward(loss(tape, step, set, input), 1);
    }
  }

  private static NDArray loss(Tape tape, NDManager step, ParameterSet set, double[] input) {
    TransformerXlStack stack = new TransformerXlStack(CONFIG, "x", set, TestKernels.twins());
    List<NDArray> memory = List.of(memory(step, 1), memory(step, 2), memory(step, 3));
    NDArray x = tensor(step, input, 4, STEPS, 6);
    x.setRequiresGradient(true); // as an embedding does
    NDArray mask = StreamMask.create(step, DataType.FLOAT64, STEPS - 4, 4, 100);
    NDArray h = stack.forward(tape, x, memory, mask, Dropout.NONE).h();
    double[] factors = new Random(5).doubles(h.getShape().size(), -1, 1).toArray();
    return h.mul(step.create(factors, h.getShape())).sum();
  }

  private static NDArray memory(NDManager step, int seed) {
    double[] values = new Random(seed).doubles(4L * STREAMS * 6, -1, 1).toArray();
    return step.create(values, new Shape(4, STREAMS, 6));
  }
}
