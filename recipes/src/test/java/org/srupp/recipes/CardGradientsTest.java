package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.encdec.model.LanguageModelTrainable;
import org.srupp.encdec.model.TranslationBatcher;
import org.srupp.encdec.model.TranslationTrainable;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.device.ShimCards;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.translation.TranslationModels;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.ParameterMemory;
import org.srupp.seq2seq.train.Trainable;
import org.srupp.tokenizers.SpecialTokens;

/**
 * The gradient of every parameter over a card made of the processor, beside the processor's own in
 * float32: loss, layers, dropout and carried state take part.
 */
class CardGradientsTest {
  private static final int VOCABULARY = 61;

  /** Relative to the norm of a parameter's gradient: some hundred roundings of 6e-8, which add. */
  private static final double FLOAT32_TOLERANCE = 1e-5;

  /**
   * Likewise for roundings of 2^-9: some thirty from a layer through the others and back, which add
   * as their square root, 0.01; several times that in a whole model where a rounding switches a
   * unit behind a maximum with 0 on or off.
   */
  private static final double BFLOAT16_MEDIAN = 0.1;

  /**
   * A single parameter may be nearest to such a unit, or, as alpha, one number that is a difference
   * of larger ones: 0.3 is the most of six first values of each model. What is wrong is off by 1.
   */
  private static final double BFLOAT16_TOLERANCE = 0.4;

  @ParameterizedTest
  @CsvSource({
    "shakespeare-bytes, model.projection=8",
    "shakespeare-bytes, model.projection=8 model.architecture=projectedSru",
    "shakespeare-bytes, model.projection=8 model.words.kind=adaptive model.words.cutoffs=[9] model.words.size=8"
        + " model.words.divisor=2",
    "shakespeare-transformer-xl, model.feedForward=32 model.heads=2"
  })
  void ofLanguageModels(String name, String settings) throws IOException {
    List<String> overrides =
        List.of(
            (settings + " model.hidden=16 model.layers=2 model.attentionDropout=0.1").split(" "));
    LanguageRecipe recipe = catalog().loadLanguage(name, overrides);
    compare(
        (injector, manager, precision) -> {
          var models = injector.getInstance(LanguageModels.class);
          var model = models.build(manager, recipe.model(), VOCABULARY, 5, precision);
          var trainable = new LanguageModelTrainable(manager, model, 9);
          accumulate(trainable, chunk(1, true), chunk(2, false));
          return trainable;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "multi30k-de-en, model.embedding=8 model.projection=8",
    "multi30k-de-en-transformer, model.feedForward=32 model.heads=2"
  })
  void ofTranslators(String name, String settings) throws IOException {
    List<String> overrides =
        List.of(
            (settings + " model.hidden=16 model.encoderLayers=2 model.decoderLayers=2").split(" "));
    Recipe recipe = catalog().load(name, overrides);
    compare(
        (injector, manager, precision) -> {
          var models = injector.getInstance(TranslationModels.class);
          var kernels = injector.getInstance(TrainingKernels.class);
          var model = models.build(manager, recipe.model(), VOCABULARY, VOCABULARY, 5, precision);
          SpecialTokens target = SpecialTokens.TARGET;
          var trainable =
              new TranslationTrainable(
                  manager,
                  model,
                  new TranslationBatcher(
                      SpecialTokens.SOURCE.pad(),
                      target.pad(),
                      target.sos(),
                      target.eos(),
                      DataType.FLOAT32),
                  kernels.crossEntropy(),
                  kernels.masks(),
                  0.1);
          accumulate(trainable, pairs(1), pairs(2));
          return trainable;
        });
  }

  private interface Pass {
    Trainable<?> of(Injector injector, NDManager manager, Precision precision);
  }

  private static void compare(Pass pass) {
    Map<String, float[]> expected = gradients(pass, ShimCards.devices(), Precision.FLOAT32);
    Map<String, float[]> exact = gradients(pass, ShimCards.chosen(), Precision.FLOAT32);
    Map<String, float[]> rounded = gradients(pass, ShimCards.chosen(), Precision.BFLOAT16);
    assertEquals(expected.keySet(), rounded.keySet());
    double[] errors =
        expected.keySet().stream()
            .mapToDouble(name -> error(expected.get(name), rounded.get(name)))
            .sorted()
            .toArray();
    assertEquals(0, errors[errors.length / 2], BFLOAT16_MEDIAN);
    expected.forEach(
        (name, gradient) -> {
          assertTrue(norm(gradient) > 0, name);
          assertEquals(0, error(gradient, exact.get(name)), FLOAT32_TOLERANCE, name);
          double error = error(gradient, rounded.get(name));
          assertEquals(0, error, BFLOAT16_TOLERANCE, name);
          assertTrue(error > FLOAT32_TOLERANCE, name + " was not rounded");
        });
  }

  private static Map<String, float[]> gradients(Pass pass, Devices devices, Precision precision) {
    Injector injector = Guice.createInjector(Main.modules(devices));
    DeviceMemory memory = devices.memory();
    Map<String, float[]> gradients = new LinkedHashMap<>();
    try (NDManager manager = TorchEngine.start(1);
        Arena arena = Arena.ofShared()) {
      for (ParameterMemory each : pass.of(injector, manager, precision).parameters()) {
        MemorySegment gradient = memory.readable(each.gradient(), arena);
        gradients.put(each.name(), gradient.toArray(ValueLayout.JAVA_FLOAT));
      }
    }
    return gradients;
  }

  /** Over two chunks or batches, with attention that counts: it begins with a factor of 0. */
  private static <B> void accumulate(Trainable<B> trainable, B first, B second) {
    for (ParameterMemory each : trainable.parameters()) {
      if (each.name().endsWith(".alpha")) {
        trainable.device().write(MemorySegment.ofArray(new float[] {0.7f}), each.value());
      }
    }
    trainable.accumulate(first, 1.0 / trainable.predictions(first), 3);
    trainable.accumulate(second, 1.0 / trainable.predictions(second), 4);
  }

  private static StreamChunk chunk(int seed, boolean fresh) {
    int steps = 7;
    int streams = 5;
    return new StreamChunk(steps, streams, ids(seed, 35), ids(seed + 9, 35), fresh);
  }

  private static PairBatch pairs(int seed) {
    return new PairBatch(
        new int[] {0, 1, 2},
        new int[][] {ids(seed, 6), ids(seed + 1, 4), ids(seed + 2, 5)},
        new int[][] {ids(seed + 3, 3), ids(seed + 4, 7), ids(seed + 5, 5)});
  }

  private static int[] ids(int seed, int count) {
    return new SplittableRandom(seed).ints(count, 5, VOCABULARY).toArray();
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static double error(float[] expected, float[] found) {
    float[] difference = new float[expected.length];
    for (int i = 0; i < expected.length; i++) {
      difference[i] = expected[i] - found[i];
    }
    return norm(difference) / norm(expected);
  }

  private static RecipeCatalog catalog() {
    return Guice.createInjector(Main.modules(ShimCards.devices())).getInstance(RecipeCatalog.class);
  }
}
