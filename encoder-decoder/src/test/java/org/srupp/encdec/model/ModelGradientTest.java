package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.RandomDropout;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.model.TestModels.Variant;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.TensorAssert;

/** Gradients of the whole model against differences of its loss. */
class ModelGradientTest {
  // Central differences: cut-off h^2 times a third derivative below 1e3, rounding 100 * 2^-53 / h.
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-7;
  private static final int ENTRIES = 3;

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

  private static PairBatch pairs(Variant variant) {
    PairBatch pairs = TestModels.pairs(new Random(9), variant.config(), 3, 5);
    pairs.targets()[1] = new int[] {4, 5, 4, 18, 9, 4};
    pairs.sources()[0] = new int[] {7, 2, 16, 7, 3, 9};
    return pairs;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void gradientsAreTheSlopesOfTheLoss(Variant variant) {
    check(variant, Dropout.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void gradientsAreTheSlopesOfTheLossUnderDropout(Variant variant) {
    FixedMasks masks = new FixedMasks();
    check(variant, masks);
    // Two embeddings, the output, and every layer's; each a site of its own.
    List<String> first = masks.sites().subList(0, masks.sites().indexOf("output") + 1);
    assertEquals(first.size(), first.stream().distinct().count(), first.toString());
    assertEquals(sites(variant.config()), first.size(), first.toString());
  }

  private static int sites(TranslationConfig config) {
    return switch (config) {
      case SruppTranslationConfig srupp -> sites(srupp);
      case TransformerTranslationConfig transformer -> sites(transformer);
    };
  }

  /** Two sub-layers an encoder layer, three a decoder layer, their weights and the ReLU. */
  private static int sites(TransformerTranslationConfig config) {
    return 3 + 4 * config.encoderLayers() + 6 * config.decoderLayers();
  }

  /** Each layer masks U's inner input, all but the last of a stack the recurrence. */
  private static int sites(SruppTranslationConfig config) {
    int layers = config.encoderLayers() + config.decoderLayers();
    int attention = config.encoderAttention().size() + config.decoderAttention().size();
    return 3 + layers + layers - 2 + attention;
  }

  private static void check(Variant variant, Dropout dropout) {
    ModelRun run = new ModelRun(manager, variant.config(), DataType.FLOAT64, TestKernels.twins());
    PairBatch pairs = pairs(variant);
    Map<String, double[]> gradients = run.gradients(pairs, dropout);
    Random random = new Random(1);
    for (Parameter parameter : run.parameters().all()) {
      double[] gradient = gradients.get(parameter.name());
      assertTrue(Arrays.stream(gradient).anyMatch(g -> g != 0), parameter.name() + " takes part");
      for (int n = 0; n < ENTRIES; n++) {
        int i = random.nextInt(gradient.length);
        double slope = slope(run, parameter.memory(), i, pairs, dropout);
        if (!(Math.abs(slope - gradient[i]) <= TOLERANCE * Math.max(1, Math.abs(slope)))) {
          throw new AssertionError(
              parameter.name() + "[" + i + "]: slope " + slope + ", gradient " + gradient[i]);
        }
      }
    }
  }

  private static double slope(
      ModelRun run, MemorySegment memory, int i, PairBatch pairs, Dropout dropout) {
    double value = run.get(memory, i);
    run.set(memory, i, value + STEP);
    double above = run.loss(pairs, dropout);
    run.set(memory, i, value - STEP);
    double below = run.loss(pairs, dropout);
    run.set(memory, i, value);
    return (above - below) / (2 * STEP);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void float32GradientsOfTheVectorKernelMeetTheTwinsInDouble(Variant variant) {
    try (WorkerPool pool = new WorkerPool(2)) {
      ModelRun exact =
          new ModelRun(manager, variant.config(), DataType.FLOAT64, TestKernels.twins());
      ModelRun fast =
          new ModelRun(manager, variant.config(), DataType.FLOAT32, TestKernels.vector(pool));
      PairBatch pairs = TestModels.pairs(new Random(10), variant.config(), 9, 12);
      Map<String, double[]> expected = exact.gradients(pairs, new FixedMasks());
      Map<String, double[]> found = fast.gradients(pairs, new FixedMasks());
      for (String name : expected.keySet()) {
        double largest = Arrays.stream(expected.get(name)).map(Math::abs).max().orElseThrow();
        // About a hundred roundings of 2^-24 on each way through ten matrix products, relative to
        // the terms that are added up, which are as large as the largest gradient of the tensor.
        TensorAssert.assertClose(
            name, expected.get(name), found.get(name), 2e-5 * largest + 1e-6, 1e-5);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void aStepLeavesNoTensorBehind(Variant variant) {
    try (NDManager own = manager.newSubManager()) {
      ModelRun run = new ModelRun(own, variant.config(), DataType.FLOAT64, TestKernels.twins());
      // The first step allocates the gradients.
      run.gradients(pairs(variant), new RandomDropout(new ReferenceMask(), 1));
      int tensors = own.getManagedArrays().size();
      run.gradients(pairs(variant), new RandomDropout(new ReferenceMask(), 1));
      run.loss(pairs(variant), Dropout.NONE);
      assertEquals(tensors, own.getManagedArrays().size());
    }
  }
}
