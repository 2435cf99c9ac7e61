package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.model.TestModels.Variant;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.TensorAssert;

/** What the training loss of a padded batch may depend on; in double. */
class LossPropertiesTest {
  // A loss of about 100 nats out of sums of some hundred terms in another order: 100 * 100 * 2^-53.
  private static final double EXACT = 1e-10;

  private static NDManager manager;

  @BeforeAll
  static void start() {
    manager = TorchEngine.start(1);
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  static List<Variant> variants() {
    return TestModels.variants();
  }

  private static ModelRun run(Variant variant) {
    return new ModelRun(manager, variant.config(), DataType.FLOAT64, TestKernels.twins());
  }

  /** Seven pairs of different lengths; an empty target among them. */
  private static PairBatch ragged(Variant variant) {
    PairBatch pairs = TestModels.pairs(new Random(3), variant.config(), 7, 8);
    pairs.targets()[4] = new int[0];
    pairs.targets()[2] = new int[] {5, 6, 7, 8, 9, 10, 11, 12, 13};
    pairs.sources()[2] = new int[] {5};
    pairs.sources()[4] = new int[] {5, 6, 7, 8, 9, 10, 11, 12, 13};
    return pairs;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void paddingAndOrderDoNotChangeTheLoss(Variant variant) {
    ModelRun run = run(variant);
    PairBatch pairs = ragged(variant);
    double together = run.loss(pairs, Dropout.NONE);
    double alone = 0;
    for (int i = 0; i < pairs.size(); i++) {
      alone += run.loss(TestModels.pick(pairs, i), Dropout.NONE);
    }
    assertEquals(alone, together, EXACT);
    PairBatch shuffled = TestModels.pick(pairs, 4, 6, 0, 2, 1, 5, 3);
    assertEquals(together, run.loss(shuffled, Dropout.NONE), EXACT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void aTargetWordChangesNoLogitsBeforeIt(Variant variant) {
    ModelRun run = run(variant);
    PairBatch pairs = TestModels.pick(ragged(variant), 2, 6);
    double[] logits = run.logits(pairs, ModelRun.NOTHING);
    int row = 2 * variant.config().targetVocabulary();
    pairs.targets()[0][4] = 14;
    double[] changed = run.logits(pairs, ModelRun.NOTHING);
    // Word 4 goes in at step 5.
    assertArrayEquals(Arrays.copyOf(logits, 5 * row), Arrays.copyOf(changed, 5 * row));
    int word = 4; // not padding, whose logit may be a bias alone
    for (int step = 5; step < 10; step++) {
      assertNotEquals(logits[step * row + word], changed[step * row + word], "step " + step);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void theIdsOfPaddingChangeNothing(Variant variant) {
    ModelRun run = run(variant);
    PairBatch pairs = ragged(variant);
    double[] expected = seen(variant, pairs, run.logits(pairs, ModelRun.NOTHING));
    double[] logits =
        run.logits(
            pairs,
            inputs -> {
              overwrite(inputs.source(), inputs.sourcePadded());
              overwrite(inputs.target(), inputs.targetPadded());
            });
    assertArrayEquals(expected, seen(variant, pairs, logits));
  }

  /**
   * The logits that a loss sees. SRU++ gives the same at padded steps too, whose output is zero; a
   * Transformer has no reason to.
   */
  private static double[] seen(Variant variant, PairBatch pairs, double[] logits) {
    if (variant.config() instanceof SruppTranslationConfig) {
      return logits;
    }
    int classes = variant.config().targetVocabulary();
    return IntStream.range(0, logits.length)
        .filter(
            i -> {
              int row = i / classes;
              return row / pairs.size() <= pairs.targets()[row % pairs.size()].length;
            })
        .mapToDouble(i -> logits[i])
        .toArray();
  }

  private static void overwrite(NDArray ids, NDArray padded) {
    MemorySegment flags = TensorMemory.of(padded);
    for (long i = 0; i < flags.byteSize(); i++) {
      if (flags.get(ValueLayout.JAVA_BYTE, i) != 0) {
        TensorMemory.of(ids).setAtIndex(ValueLayout.JAVA_LONG, i, 11);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void gradientsOfTwoHalvesAddUp(Variant variant) {
    ModelRun run = run(variant);
    PairBatch pairs = ragged(variant);
    Map<String, double[]> whole = run.gradients(pairs, Dropout.NONE);
    Map<String, double[]> first = run.gradients(TestModels.pick(pairs, 0, 1, 2), Dropout.NONE);
    Map<String, double[]> second = run.gradients(TestModels.pick(pairs, 3, 4, 5, 6), Dropout.NONE);
    for (String name : whole.keySet()) {
      double[] sum = first.get(name);
      Arrays.setAll(sum, i -> sum[i] + second.get(name)[i]);
      // Gradients of size 10 out of the same terms added in another order.
      TensorAssert.assertClose(name, whole.get(name), sum, 1e-11, 1e-10);
    }
  }
}
