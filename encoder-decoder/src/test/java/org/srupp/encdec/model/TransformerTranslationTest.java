package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.encdec.layers.RandomDropout;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.TensorAssert;

/** The Transformer translator against its formulas, its size and what its training starts from. */
class TransformerTranslationTest {
  private static NDManager manager;

  @BeforeAll
  static void start() {
    manager = TorchEngine.start(1);
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  private static TransformerTranslationConfig paper(int source, int target) {
    return new TransformerTranslationConfig(source, target, 256, 4, 1024, 8, 8, 0.1, 0.1, 0.1);
  }

  // Lei 2021, table 8: 20.1M. An encoder layer has 789,760, a decoder layer 1,053,440.
  @ParameterizedTest(name = "{0}/{1}")
  @CsvSource({"12071,8836,20106628", "8848,6632,18715112"})
  void thePapersModelHasAsManyParameters(int source, int target, long expected) {
    List<ParameterSpec> specs = TransformerTranslationModel.specs(paper(source, target));
    assertEquals(expected, specs.stream().mapToLong(ParameterSpec::size).sum());
    assertEquals(specs.size(), specs.stream().map(ParameterSpec::name).distinct().count());
    assertEquals(789_760, size(specs, "encoder.layers.7."));
    assertEquals(1_053_440, size(specs, "decoder.layers.0."));
  }

  private static long size(List<ParameterSpec> specs, String prefix) {
    return specs.stream()
        .filter(spec -> spec.name().startsWith(prefix))
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  @ParameterizedTest(name = "width {0}, {1} heads, {2} inside, {3} and {4} layers")
  @CsvSource({"10,2,14,2,3", "7,1,5,1,1", "12,3,7,3,2", "6,6,9,2,1"})
  void logitsAreThoseOfTheFormulas(
      int width, int heads, int inner, int encoderLayers, int decoderLayers) {
    TransformerTranslationConfig config =
        new TransformerTranslationConfig(
            17, 19, width, heads, inner, encoderLayers, decoderLayers, 0.3, 0.2, 0.1);
    ModelRun run = new ModelRun(manager, config, DataType.FLOAT64, TestKernels.twins());
    PlainTransformer plain = new PlainTransformer(config, name -> values(run.parameters(), name));
    PairBatch pairs = TestModels.pairs(new Random(width), config, 5, 8);
    double[] found = run.logits(pairs, ModelRun.NOTHING);
    for (int b = 0; b < pairs.size(); b++) {
      int[] target = pairs.targets()[b];
      int[] input = new int[target.length + 1];
      input[0] = TestModels.START;
      System.arraycopy(target, 0, input, 1, target.length);
      double[][] expected = plain.logits(pairs.sources()[b], input);
      for (int t = 0; t < expected.length; t++) {
        int at = (t * pairs.size() + b) * 19;
        // Logits below 100, some thousand roundings of 2^-53 behind them.
        TensorAssert.assertClose(
            "sentence " + b + ", step " + t,
            expected[t],
            Arrays.copyOfRange(found, at, at + 19),
            1e-10,
            1e-11);
      }
    }
  }

  private static double[] values(ParameterSet set, String name) {
    return set.parameter(name).memory().toArray(ValueLayout.JAVA_DOUBLE);
  }

  @Test
  void firstValuesAreThePapers() {
    TransformerTranslationConfig config =
        new TransformerTranslationConfig(301, 203, 64, 4, 100, 2, 2, 0.1, 0.1, 0.1);
    ParameterSet set =
        new ParameterSet(manager, TransformerTranslationModel.specs(config), DataType.FLOAT64, 3);
    String self = "encoder.layers.1.self_attention";
    String source = "decoder.layers.0.source_attention";
    // Xavier's bound of one matrix of 3 times 64 rows, of which these are parts.
    assertBound(set, self + ".query.weight", Math.sqrt(6.0 / (64 + 192)));
    assertBound(set, source + ".keys_values.weight", Math.sqrt(6.0 / (64 + 192)));
    assertBound(set, source + ".output.weight", Math.sqrt(6.0 / (64 + 64)));
    assertBound(set, "decoder.layers.1.linear1.weight", Math.sqrt(6.0 / (64 + 100)));
    assertBound(set, "decoder.layers.1.linear2.weight", Math.sqrt(6.0 / (64 + 100)));
    assertBound(set, "decoder.layers.1.linear1.bias", 1.0 / 8);
    assertBound(set, "decoder.layers.1.linear2.bias", 1.0 / 10);
    assertBound(set, "output_layer.bias", 1.0 / 8);
    assertArrayEquals(new double[64], values(set, self + ".query.bias"));
    assertArrayEquals(new double[128], values(set, source + ".keys_values.bias"));
    assertArrayEquals(new double[64], values(set, self + ".output.bias"));
    for (String table : List.of("embedding_src.weight", "embedding_tgt.weight")) {
      double[] all = values(set, table);
      assertArrayEquals(new double[64], Arrays.copyOf(all, 64), "padding");
      double square = Arrays.stream(all).map(v -> v * v).sum() / (all.length - 64);
      // Of 13,000 draws the mean square is within 1.3% of 1 / 64, one deviation; 6% is five.
      assertEquals(1.0 / 64, square, 0.06 / 64, table);
    }
  }

  private static void assertBound(ParameterSet set, String name, double bound) {
    double largest = Arrays.stream(values(set, name)).map(Math::abs).max().orElseThrow();
    assertTrue(largest <= bound, name + ": " + largest + " is above " + bound);
    assertTrue(largest >= bound * 0.9, name + ": " + largest + " is far below " + bound);
  }

  @Test
  void dropoutChangesTheLossAndItsSeedDecidesHow() {
    TransformerTranslationConfig config =
        new TransformerTranslationConfig(17, 19, 10, 2, 14, 2, 2, 0.3, 0.2, 0.1);
    ModelRun run = new ModelRun(manager, config, DataType.FLOAT64, TestKernels.twins());
    PairBatch pairs = TestModels.pairs(new Random(1), config, 4, 6);
    double one = run.loss(pairs, new RandomDropout(new ReferenceMask(), 1));
    assertEquals(one, run.loss(pairs, new RandomDropout(new ReferenceMask(), 1)));
    assertTrue(one != run.loss(pairs, new RandomDropout(new ReferenceMask(), 2)));
  }

  @Test
  void mistakesOfAConfigurationAreToldTogether() {
    assertEquals(
        "vocabularies must not be empty, found 0, 9; embedding dropout must be in [0, 1), found 1.0",
        message(() -> new TransformerTranslationConfig(0, 9, 8, 2, 8, 1, 1, 0, 0, 1)));
    assertEquals(
        "width and feedForward must be positive, found 8 and 0; heads must divide width 8, found 3;"
            + " layers must be at least 1, found 0; dropouts must be in [0, 1), found 0.0 and 1.0",
        message(() -> new TransformerTranslationConfig(9, 9, 8, 3, 0, 0, 1, 0, 1, 0).encoder()));
  }

  private static String message(Runnable mistake) {
    return assertThrows(IllegalArgumentException.class, mistake::run).getMessage();
  }
}
