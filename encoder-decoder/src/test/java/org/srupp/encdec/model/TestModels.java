package org.srupp.encdec.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.layers.Norm;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.data.PairBatch;

/** Small models with nothing at its first value, and sentences for them. */
final class TestModels {
  static final int PAD = 0;
  static final int START = 2;
  static final int END = 3;

  private TestModels() {}

  /** One configuration and what is special about it. */
  record Variant(String name, TranslationConfig config) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Variant> variants() {
    return Stream.concat(srupp().stream(), transformers().stream()).toList();
  }

  private static List<Variant> transformers() {
    return List.of(
        new Variant("transformer", transformer(10, 2, 14, 2, 3)),
        new Variant("transformer, one head", transformer(6, 1, 5, 1, 2)));
  }

  private static TransformerTranslationConfig transformer(
      int width, int heads, int feedForward, int encoderLayers, int decoderLayers) {
    return new TransformerTranslationConfig(
        17, 19, width, heads, feedForward, encoderLayers, decoderLayers, 0.3, 0.2, 0.1);
  }

  private static List<Variant> srupp() {
    Set<Integer> all = Set.of(1, 2, 3);
    Set<Integer> two = Set.of(1, 2);
    Set<Integer> second = Set.of(2);
    DecoderStart zeros = DecoderStart.ZEROS;
    DecoderStart encoder = DecoderStart.ENCODER;
    return List.of(
        of("bidirectional", 6, 2, two, all, 2, true, Norm.POST, Norm.NONE, false, zeros),
        of("every second", 6, 2, second, second, 3, false, Norm.POST, Norm.NONE, false, zeros),
        of("last only", 6, 2, Set.of(), Set.of(3), 1, true, Norm.NONE, Norm.PRE, false, zeros),
        of("pre", 6, 2, second, all, 1, true, Norm.PRE, Norm.PRE, false, zeros),
        of("post, rescaled", 6, 2, two, second, 3, false, Norm.NONE, Norm.POST, true, zeros),
        of("equal widths", 10, 2, two, all, 6, true, Norm.PRE, Norm.POST, false, zeros),
        of("start", 6, 3, all, all, 2, true, Norm.POST, Norm.POST, true, encoder),
        of("start, forward", 6, 3, second, second, 1, false, Norm.POST, Norm.PRE, false, encoder));
  }

  private static Variant of(
      String name,
      int embedding,
      int encoderLayers,
      Set<Integer> encoderAttention,
      Set<Integer> decoderAttention,
      int heads,
      boolean bidirectional,
      Norm attentionNorm,
      Norm layerNorm,
      boolean rescale,
      DecoderStart start) {
    return new Variant(
        name,
        new SruppTranslationConfig(
            17,
            19,
            embedding,
            10,
            6,
            encoderLayers,
            3,
            encoderAttention,
            decoderAttention,
            heads,
            bidirectional,
            attentionNorm,
            layerNorm,
            rescale,
            -1,
            start,
            0.3,
            0.2,
            0.1));
  }

  /** Sizes at which the engine's matrix products take their fast ways. */
  static SruppTranslationConfig wide(boolean bidirectional) {
    return new SruppTranslationConfig(
        1000,
        1000,
        128,
        256,
        64,
        2,
        2,
        Set.of(1, 2),
        Set.of(1, 2),
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

  /** The paper's Transformer but for its number of layers and words. */
  static TransformerTranslationConfig wideTransformer() {
    return new TransformerTranslationConfig(1000, 1000, 256, 4, 1024, 2, 2, 0.1, 0.1, 0.1);
  }

  static List<ParameterSpec> specs(TranslationConfig config) {
    return switch (config) {
      case SruppTranslationConfig srupp -> SruppTranslationModel.specs(srupp);
      case TransformerTranslationConfig transformer ->
          TransformerTranslationModel.specs(transformer);
    };
  }

  static TranslationModel model(
      TranslationConfig config,
      ParameterSet parameters,
      LayerKernels kernels,
      InferenceKernels inference) {
    return switch (config) {
      case SruppTranslationConfig srupp ->
          new SruppTranslationModel(srupp, parameters, kernels, inference);
      case TransformerTranslationConfig transformer ->
          new TransformerTranslationModel(transformer, parameters, kernels, inference);
    };
  }

  /** Parameters of which none is zero or one throughout, so that every term of the model counts. */
  static ParameterSet parameters(
      NDManager manager, TranslationConfig config, DataType type, long seed) {
    ParameterSet set = new ParameterSet(manager, specs(config), type, seed);
    Random random = new Random(seed);
    for (Parameter parameter : set.all()) {
      String name = parameter.name();
      if (name.endsWith(".alpha") || name.endsWith("norm.weight")) {
        fill(parameter, type, random, 0.5, 1.5);
      } else if (name.endsWith("bias")) {
        fill(parameter, type, random, -1, 1);
      }
    }
    return set;
  }

  private static void fill(
      Parameter parameter, DataType type, Random random, double from, double to) {
    for (int i = 0; i < parameter.shape().size(); i++) {
      // The same values in float32 and in double.
      set(parameter.memory(), type, i, (float) random.nextDouble(from, to));
    }
  }

  static double get(MemorySegment memory, DataType type, long i) {
    return type == DataType.FLOAT64
        ? memory.getAtIndex(ValueLayout.JAVA_DOUBLE, i)
        : memory.getAtIndex(ValueLayout.JAVA_FLOAT, i);
  }

  static void set(MemorySegment memory, DataType type, long i, double value) {
    if (type == DataType.FLOAT64) {
      memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
    } else {
      memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value);
    }
  }

  static InferenceKernels kernels(WorkerPool pool) {
    return new InferenceKernels(
        new VectorRecurrence(pool), new VectorAttention(), new VectorNorm());
  }

  static TranslationBatcher batcher(DataType type) {
    return new TranslationBatcher(PAD, PAD, START, END, type);
  }

  /** Random sentence pairs of 1 to the longest number of words; targets may be empty. */
  static PairBatch pairs(Random random, TranslationConfig config, int count, int longest) {
    int[][] sources = new int[count][];
    int[][] targets = new int[count][];
    for (int i = 0; i < count; i++) {
      int length = random.nextInt(1, longest + 1);
      sources[i] = random.ints(length, 2, config.sourceVocabulary()).toArray();
      int words = random.nextInt(0, longest + 1);
      targets[i] = random.ints(words, 4, config.targetVocabulary()).toArray();
    }
    return new PairBatch(IntStream.range(0, count).toArray(), sources, targets);
  }

  static PairBatch pick(PairBatch batch, int... wanted) {
    return new PairBatch(
        Arrays.stream(wanted).map(i -> batch.sentences()[i]).toArray(),
        Arrays.stream(wanted).mapToObj(i -> batch.sources()[i]).toArray(int[][]::new),
        Arrays.stream(wanted).mapToObj(i -> batch.targets()[i]).toArray(int[][]::new));
  }
}
