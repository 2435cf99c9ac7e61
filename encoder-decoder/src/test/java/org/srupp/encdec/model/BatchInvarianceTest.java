package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.model.TestModels.Variant;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.decode.BatchedSearch;
import org.srupp.seq2seq.decode.BeamConfig;
import org.srupp.seq2seq.decode.BeamSearch;
import org.srupp.seq2seq.decode.Hypothesis;
import org.srupp.seq2seq.decode.LengthLimits;
import org.srupp.seq2seq.decode.LengthNormalization;
import org.srupp.seq2seq.decode.OutputRules;
import org.srupp.seq2seq.decode.SpecialIds;
import org.srupp.seq2seq.decode.StepScorer;
import org.srupp.seq2seq.torch.TorchEngine;

/** A sentence has the same translation, to the last bit, whatever it is batched with. */
class BatchInvarianceTest {
  static List<Variant> variants() {
    Stream<Variant> wide =
        Stream.of(
            new Variant("wide", TestModels.wide(true)),
            new Variant("wide, forward", TestModels.wide(false)),
            new Variant("wide transformer", TestModels.wideTransformer()));
    return Stream.concat(wide, TestModels.variants().stream()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void aSentenceHasTheSameLogitsInEveryBatch(Variant variant) {
    try (NDManager manager = TorchEngine.start(1);
        WorkerPool pool = new WorkerPool(2)) {
      Random random = new Random(2);
      PairBatch pairs = TestModels.pairs(random, variant.config(), 23, 14);
      TranslationModel model = model(manager, variant.config(), pool);
      try (TranslationScorers scorers = model.scorers()) {
        float[][][] alone = new float[pairs.size()][][];
        for (int i = 0; i < alone.length; i++) {
          alone[i] = forced(scorers, TestModels.pick(pairs, i))[0];
        }
        for (int size : new int[] {7, 23}) {
          List<Integer> order = new ArrayList<>(IntStream.range(0, 23).boxed().toList());
          Collections.shuffle(order, random);
          int[] wanted = order.stream().mapToInt(i -> i).limit(size).toArray();
          float[][][] together = forced(scorers, TestModels.pick(pairs, wanted));
          for (int i = 0; i < size; i++) {
            assertSameBits(alone[wanted[i]], together[i], "sentence " + wanted[i]);
          }
        }
      }
    }
  }

  private static TranslationModel model(
      NDManager manager, TranslationConfig config, WorkerPool pool) {
    ParameterSet parameters = TestModels.parameters(manager, config, DataType.FLOAT32, 5);
    return TestModels.model(config, parameters, TestKernels.twins(), TestModels.kernels(pool));
  }

  /** Logits of the words of each target, (B, steps of the target, V). */
  private static float[][][] forced(TranslationScorers scorers, PairBatch pairs) {
    int batch = pairs.size();
    float[][][] logits = new float[batch][][];
    Arrays.setAll(logits, b -> new float[pairs.targets()[b].length + 1][]);
    int steps = Arrays.stream(logits).mapToInt(l -> l.length).max().orElseThrow();
    try (StepScorer scorer = scorers.start(pairs.sources())) {
      int classes = scorer.vocabularySize();
      for (int t = 0; t < steps; t++) {
        int[] tokens = new int[batch];
        for (int b = 0; b < batch; b++) {
          boolean inside = t > 0 && t <= pairs.targets()[b].length;
          tokens[b] = inside ? pairs.targets()[b][t - 1] : TestModels.START;
        }
        float[] all = scorer.step(tokens).toArray(ValueLayout.JAVA_FLOAT);
        for (int b = 0; b < batch; b++) {
          if (t < logits[b].length) {
            logits[b][t] = Arrays.copyOfRange(all, b * classes, (b + 1) * classes);
          }
        }
      }
    }
    return logits;
  }

  private static void assertSameBits(float[][] expected, float[][] found, String what) {
    assertEquals(expected.length, found.length);
    for (int t = 0; t < expected.length; t++) {
      for (int v = 0; v < expected[t].length; v++) {
        if (Float.floatToRawIntBits(expected[t][v]) != Float.floatToRawIntBits(found[t][v])) {
          throw new AssertionError(
              what
                  + ", step "
                  + t
                  + ", word "
                  + v
                  + ": alone "
                  + expected[t][v]
                  + ", in a batch "
                  + found[t][v]);
        }
      }
    }
  }

  static List<Variant> searched() {
    List<String> names = List.of("pre", "start", "wide", "transformer", "wide transformer");
    return variants().stream().filter(variant -> names.contains(variant.name())).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("searched")
  void aBeamSearchFindsTheSameInEveryBatch(Variant variant) {
    try (NDManager manager = TorchEngine.start(1);
        WorkerPool pool = new WorkerPool(2)) {
      TranslationModel model = model(manager, variant.config(), pool);
      sharpen(model.parameters());
      TestModels.set(
          model.parameters().all().getLast().memory(), DataType.FLOAT32, TestModels.END, 1);
      int[][] sources = TestModels.pairs(new Random(4), variant.config(), 200, 12).sources();
      try (TranslationScorers scorers = model.scorers()) {
        BeamSearch search = beamSearch();
        List<List<Hypothesis>> alone = new BatchedSearch(search, scorers, 1, 1000).run(sources);
        long different =
            alone.stream().map(h -> Arrays.toString(h.get(0).tokens())).distinct().count();
        assertTrue(different > 20, different + " different translations");
        for (int size : new int[] {7, 64}) {
          check(alone, new BatchedSearch(search, scorers, size, 1000), sources);
        }
      }
    }
  }

  /** Large differences between words, so that sentences of a batch end at different times. */
  private static void sharpen(ParameterSet parameters) {
    for (Parameter parameter : parameters.all()) {
      float factor = factor(parameter.name());
      for (long i = 0; i < parameter.shape().size(); i++) {
        float value = parameter.memory().getAtIndex(ValueLayout.JAVA_FLOAT, i);
        parameter.memory().setAtIndex(ValueLayout.JAVA_FLOAT, i, factor * value);
      }
    }
  }

  /** A Transformer's biases are the same for all sentences; it needs to look at some words more. */
  private static float factor(String name) {
    if (name.equals("output_projection.weight")) {
      return 20;
    }
    if (!name.contains(".layers.")) {
      return 1;
    }
    if (name.endsWith("bias")) {
      return 0;
    }
    return name.contains("norm") ? 1 : 3;
  }

  private static BeamSearch beamSearch() {
    return new BeamSearch(
        new BeamConfig(4, 3, LengthNormalization.AVERAGE, 1),
        new OutputRules(
            new SpecialIds(TestModels.PAD, 1, TestModels.START, TestModels.END),
            LengthLimits.absolute(9),
            true));
  }

  private static void check(List<List<Hypothesis>> alone, BatchedSearch batched, int[][] sources) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, sources.length).boxed().toList());
    Collections.shuffle(order, new Random(6));
    int[][] shuffled = order.stream().map(i -> sources[i]).toArray(int[][]::new);
    List<List<Hypothesis>> found = batched.run(shuffled);
    for (int i = 0; i < shuffled.length; i++) {
      List<Hypothesis> expected = alone.get(order.get(i));
      assertEquals(expected.size(), found.get(i).size());
      for (int n = 0; n < expected.size(); n++) {
        assertArrayEquals(expected.get(n).tokens(), found.get(i).get(n).tokens());
        assertEquals(expected.get(n).score(), found.get(i).get(n).score());
        assertArrayEquals(expected.get(n).tokenLogProbs(), found.get(i).get(n).tokenLogProbs());
      }
    }
  }
}
