package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.encdec.layers.Norm;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.torch.TorchEngine;

/** How many parameters the paper's models have, and what training starts from. */
class ParametersTest {
  private static final Set<Integer> EVERY = Set.of(1, 2, 3, 4, 5, 6);
  private static final Set<Integer> EVERY_SECOND = Set.of(2, 4, 6);

  private static NDManager manager;

  @BeforeAll
  static void start() {
    manager = TorchEngine.start(1);
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  private static SruppTranslationConfig paper(
      int source, int target, Set<Integer> attention, boolean bidirectional) {
    return new SruppTranslationConfig(
        source,
        target,
        256,
        1024,
        256,
        6,
        6,
        attention,
        attention,
        1,
        bidirectional,
        Norm.POST,
        Norm.NONE,
        false,
        -2,
        DecoderStart.ZEROS,
        0.1,
        0.1,
        0.1);
  }

  // Lei 2021, table 8, has 20.4M and 19.6M. The exact numbers are layer arithmetic: 1,184,257 for
  // a layer with attention, 1,053,184 without, two embeddings, two matrices in and one out.
  @ParameterizedTest(name = "{0}/{1}, every layer {2}, bidirectional {3}")
  @CsvSource({
    "12071,8836,true,true,20358800",
    "12071,8836,true,false,20358800",
    "12071,8836,false,true,19572362",
    "12071,8836,false,false,19572362",
    "8848,6632,true,true,18967284",
    "8848,6632,true,false,18967284",
    "8848,6632,false,true,18180846",
    "8848,6632,false,false,18180846"
  })
  void thePapersModelsHaveAsManyParameters(
      int source, int target, boolean everyLayer, boolean bidirectional, long expected) {
    SruppTranslationConfig config =
        paper(source, target, everyLayer ? EVERY : EVERY_SECOND, bidirectional);
    List<ParameterSpec> specs = SruppTranslationModel.specs(config);
    assertEquals(expected, specs.stream().mapToLong(ParameterSpec::size).sum());
    assertEquals(specs.size(), specs.stream().map(ParameterSpec::name).distinct().count());
  }

  private static SruppTranslationConfig small(double dropout) {
    return new SruppTranslationConfig(
        301,
        203,
        24,
        64,
        16,
        2,
        2,
        Set.of(2),
        Set.of(1, 2),
        1,
        true,
        Norm.POST,
        Norm.NONE,
        false,
        -2,
        DecoderStart.ZEROS,
        dropout,
        0,
        0);
  }

  private static ParameterSet first(SruppTranslationConfig config, long seed) {
    return new ParameterSet(manager, SruppTranslationModel.specs(config), DataType.FLOAT32, seed);
  }

  private static float[] values(ParameterSet set, String name) {
    MemorySegment memory =
        set.all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().memory();
    return memory.toArray(ValueLayout.JAVA_FLOAT);
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void matricesFillXaviersBoundAndDropoutShrinksTheOneThatMakesU() {
    ParameterSet set = first(small(0.36), 1);
    String layer = ".rnn_lst.";
    String inner = ".transform_module.linear";
    // sqrt(6 / (in + out)); of 1,000 to 3,000 uniform values the largest is within 1% of it.
    assertBound(set, "encoder.input_to_hidden.weight", Math.sqrt(6.0 / (24 + 64)));
    assertBound(set, "decoder.input_to_hidden.weight", Math.sqrt(6.0 / (24 + 64)));
    assertBound(set, "output_projection.weight", Math.sqrt(6.0 / (64 + 24)));
    assertBound(set, "decoder" + layer + 0 + inner + "1.weight", Math.sqrt(6.0 / (64 + 16)));
    assertBound(set, "decoder" + layer + 0 + inner + "2.weight", Math.sqrt(6.0 / (16 + 32)));
    // sqrt(1 - 0.36) = 0.8
    double last = 0.8 * Math.sqrt(6.0 / (16 + 192));
    assertBound(set, "decoder" + layer + 0 + inner + "3.weight", last);
    assertBound(set, "encoder" + layer + 0 + inner + "1.weight", Math.sqrt(6.0 / (64 + 16)));
    assertBound(set, "encoder" + layer + 0 + inner + "2.weight", last);
  }

  private static void assertBound(ParameterSet set, String name, double bound) {
    double largest = largest(values(set, name));
    assertTrue(largest <= bound * (1 + 1e-6), name + ": " + largest + " is above " + bound);
    assertTrue(largest >= bound * 0.98, name + ": " + largest + " is far below " + bound);
  }

  @Test
  void theOtherFirstValuesAreThePapers() {
    ParameterSet set = first(small(0.1), 2);
    assertArrayEquals(
        new float[1], values(set, "decoder.rnn_lst.1.transform_module.alpha"), "alpha");
    float[] bias = new float[128];
    Arrays.fill(bias, 64, 128, -2);
    assertArrayEquals(bias, values(set, "encoder.rnn_lst.1.bias"), "forget 0, reset -2");
    assertArrayEquals(new float[203], values(set, "output_layer.bias"));
    assertArrayEquals(new float[24], values(set, "output_projection.bias"));
    float[] ones = new float[16];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, values(set, "decoder.rnn_lst.0.transform_module.layer_norm.weight"));
    assertArrayEquals(
        new float[16], values(set, "decoder.rnn_lst.0.transform_module.layer_norm.bias"));
    double coefficient = largest(values(set, "decoder.rnn_lst.0.weight_c"));
    assertTrue(coefficient <= 1 && coefficient > 0.9, "weight_c: " + coefficient);
    for (String name : List.of("embedding_src.weight", "embedding_tgt.weight")) {
      float[] table = values(set, name);
      double square = 0;
      for (float value : table) {
        square += (double) value * value / table.length;
      }
      // Of 5,000 draws the mean square is within 2% of 1 / 24, one deviation; 10% is five.
      assertEquals(1.0 / 24, square, 0.1 / 24, name);
    }
  }

  @Test
  void theSeedDecidesEverything() {
    ParameterSet one = first(small(0.1), 7);
    ParameterSet again = first(small(0.1), 7);
    ParameterSet other = first(small(0.1), 8);
    for (Parameter parameter : one.all()) {
      String name = parameter.name();
      assertArrayEquals(values(one, name), values(again, name), name);
      boolean drawn = !name.endsWith("bias") && !name.endsWith("alpha") && !name.contains("norm");
      assertEquals(!drawn, Arrays.equals(values(one, name), values(other, name)), name);
    }
    assertFalse(
        Arrays.equals(
            values(one, "decoder.rnn_lst.0.weight_c"), values(one, "decoder.rnn_lst.1.weight_c")));
  }

  @Test
  void mistakesOfAConfigurationAreToldTogether() {
    SruppTranslationConfig good = small(0.1);
    assertEquals(
        "vocabularies must not be empty, found 0, 203; embedding must be positive, found 0;"
            + " a decoder without any attention layer never sees the source;"
            + " a decoder that starts from the encoder's states needs as many layers, found 2 and 3;"
            + " embedding dropout must be in [0, 1), found 1.0",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new SruppTranslationConfig(
                        0,
                        203,
                        0,
                        64,
                        16,
                        2,
                        3,
                        Set.of(),
                        Set.of(),
                        1,
                        true,
                        good.attentionNorm(),
                        good.layerNorm(),
                        false,
                        -2,
                        DecoderStart.ENCODER,
                        0.1,
                        0,
                        1.0))
            .getMessage());
  }
}
