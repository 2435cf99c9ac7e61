package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.model.TestLanguageModels.Variant;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.TorchEngine;

/** Evaluation is the same however streams are cut, and the same token by token. */
class LanguageModelEvaluatorTest {
  private static final int STEPS = 29;
  private static final int STREAMS = 3;

  // Sums of 10 terms, 3 layers, losses of about 3 nats: some 30 roundings of 2^-24 of a value near
  // 4.
  private static final double TOLERANCE = 2e-5;

  static List<Variant> variants() {
    return TestLanguageModels.variants();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void cuttingChangesNothing(Variant variant) {
    try (NDManager manager = TorchEngine.start(2)) {
      LanguageModel model = TestLanguageModels.model(manager, variant.config());
      for (int window : new int[] {1, 4, 7, 100}) {
        double[] whole = losses(manager, model, window, STEPS);
        for (int length : new int[] {1, 3, 4, 7, 10}) {
          assertArrayEquals(whole, losses(manager, model, window, length), TOLERANCE);
        }
      }
    }
  }

  private static double[] losses(NDManager manager, LanguageModel model, int window, int length) {
    int[] tokens = TestLanguageModels.tokens(STEPS, STREAMS, 5);
    double[] all = new double[STEPS * STREAMS];
    try (LanguageModelEvaluator evaluator = new LanguageModelEvaluator(manager, model, window)) {
      for (int from = 0; from < STEPS; from += length) {
        int to = Math.min(STEPS, from + length);
        double[] part = evaluator.losses(TestLanguageModels.chunk(tokens, STREAMS, from, to));
        System.arraycopy(part, 0, all, from * STREAMS, part.length);
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void tokenByTokenIsTheSame(Variant variant) {
    try (NDManager manager = TorchEngine.start(2)) {
      LanguageModel model = TestLanguageModels.model(manager, variant.config());
      for (int window : new int[] {1, 4, 100}) {
        double[] whole = losses(manager, model, window, STEPS);
        try (LanguageModelSteps steps = model.steps(STREAMS, window)) {
          assertArrayEquals(whole, stepped(steps, 0), TOLERANCE);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void stepsGoOnFromAReadPrompt(Variant variant) {
    int[] tokens = TestLanguageModels.tokens(STEPS, STREAMS, 5);
    try (NDManager manager = TorchEngine.start(2)) {
      LanguageModel model = TestLanguageModels.model(manager, variant.config());
      for (int prompt : new int[] {1, 4, 13}) {
        double[] whole = losses(manager, model, 4, STEPS);
        try (LanguageModelEvaluator evaluator = new LanguageModelEvaluator(manager, model, 4)) {
          evaluator.losses(TestLanguageModels.chunk(tokens, STREAMS, 0, prompt));
          try (LanguageModelSteps steps = evaluator.steps()) {
            evaluator.reset();
            double[] rest = stepped(steps, prompt);
            for (int i = prompt * STREAMS; i < rest.length; i++) {
              assertEquals(whole[i], rest[i], TOLERANCE);
            }
          }
        }
      }
    }
  }

  private static double[] stepped(LanguageModelSteps steps, int from) {
    int[] tokens = TestLanguageModels.tokens(STEPS, STREAMS, 5);
    double[] losses = new double[STEPS * STREAMS];
    for (int t = from; t < STEPS; t++) {
      StreamChunk chunk = TestLanguageModels.chunk(tokens, STREAMS, t, t + 1);
      MemorySegment row = steps.step(chunk.inputs());
      for (int b = 0; b < STREAMS; b++) {
        int at = b * TestLanguageModels.VOCABULARY + chunk.targets()[b];
        losses[t * STREAMS + b] = -row.getAtIndex(ValueLayout.JAVA_FLOAT, at);
        assertEquals(1, sum(row, b), 1e-5);
      }
    }
    return losses;
  }

  private static double sum(MemorySegment probabilities, int row) {
    double sum = 0;
    for (int i = 0; i < TestLanguageModels.VOCABULARY; i++) {
      int at = row * TestLanguageModels.VOCABULARY + i;
      sum += Math.exp(probabilities.getAtIndex(ValueLayout.JAVA_FLOAT, at));
    }
    return sum;
  }

  // Of SRU++ a row's bits do not depend on the other rows.
  @ParameterizedTest
  @CsvSource({"plain, 0", "transformer-xl, 1e-5"})
  void rowsAreChosenWithTheirPast(String name, float tolerance) {
    Variant variant = TestLanguageModels.variant(name);
    int[][] pasts = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    int[] parents = {2, 0};
    try (NDManager manager = TorchEngine.start(2)) {
      LanguageModel model = TestLanguageModels.model(manager, variant.config());
      try (LanguageModelSteps steps = model.steps(3, 2)) {
        for (int t = 0; t < 3; t++) {
          steps.step(new int[] {pasts[0][t], pasts[1][t], pasts[2][t]});
        }
        steps.select(parents);
        assertEquals(2, steps.rows());
        float[] found = steps.step(new int[] {10, 11}).toArray(ValueLayout.JAVA_FLOAT);
        for (int i = 0; i < parents.length; i++) {
          float[] row =
              java.util.Arrays.copyOfRange(
                  found,
                  i * TestLanguageModels.VOCABULARY,
                  (i + 1) * TestLanguageModels.VOCABULARY);
          float[] expected = alone(model, pasts[parents[i]], 10 + i);
          if (tolerance == 0) {
            assertArrayEquals(expected, row);
          } else {
            assertArrayEquals(expected, row, tolerance);
          }
        }
        assertEquals(
            "found 4 rows, expected at most the 3 of the start",
            assertThrows(IllegalArgumentException.class, () -> steps.select(new int[] {0, 0, 1, 1}))
                .getMessage());
      }
    }
  }

  private static float[] alone(LanguageModel model, int[] past, int last) {
    try (LanguageModelSteps steps = model.steps(1, 2)) {
      for (int token : past) {
        steps.step(new int[] {token});
      }
      return steps.step(new int[] {last}).toArray(ValueLayout.JAVA_FLOAT);
    }
  }

  @Test
  void mistakesAreNamed() {
    try (NDManager manager = TorchEngine.start(2)) {
      LanguageModel model = TestLanguageModels.model(manager, variants().getFirst().config());
      assertEquals(
          "window must be at least 1 token, found 0",
          message(() -> new LanguageModelEvaluator(manager, model, 0)));
      assertEquals(
          "rows and window must be at least 1, found 1 and 0", message(() -> model.steps(1, 0)));
      try (LanguageModelEvaluator evaluator = new LanguageModelEvaluator(manager, model, 3)) {
        assertEquals(
            "no chunk was read yet; read a prompt first",
            assertThrows(IllegalStateException.class, evaluator::steps).getMessage());
        evaluator.losses(new StreamChunk(1, 2, new int[2], new int[2], true));
        assertEquals(
            "a chunk of 1 streams cannot go on where 2 streams ended; keep the batch size, or start"
                + " the streams anew",
            message(() -> evaluator.losses(new StreamChunk(1, 1, new int[1], new int[1], false))));
        assertEquals(
            "found id 23, expected 0 to 22; text and model have different vocabularies",
            message(
                () -> evaluator.losses(new StreamChunk(1, 1, new int[] {23}, new int[1], true))));
      }
    }
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
