package org.srupp.encdec.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.PlainWordConfig;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.layers.TransformKind;
import org.srupp.encdec.layers.WordConfig;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.StreamChunk;

/** Small language models with nothing at its first value, and streams for them. */
final class TestLanguageModels {
  static final int VOCABULARY = 23;

  private TestLanguageModels() {}

  /** One configuration and what is special about it. */
  record Variant(String name, LanguageModelConfig config) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All whose results do not depend on how a stream is cut. */
  static List<Variant> variants() {
    WordConfig plain = new PlainWordConfig();
    WordConfig adaptive = new AdaptiveWordConfig(List.of(5, 12), 9, 2, true, true);
    WordConfig half = new AdaptiveWordConfig(List.of(5, 12), 9, 2, true, false);
    WordConfig free = new AdaptiveWordConfig(List.of(7), 6, 3, false, false);
    TransformKind attention = TransformKind.ATTENTION;
    return List.of(
        of("plain", 10, attention, Set.of(1, 2, 3), 1, Norm.POST, Norm.NONE, plain),
        of("every second, heads", 10, attention, Set.of(2), 2, Norm.POST, Norm.NONE, adaptive),
        of("post", 10, attention, Set.of(1, 3), 3, Norm.NONE, Norm.POST, half),
        of("narrow embedding", 7, attention, Set.of(1, 2, 3), 2, Norm.PRE, Norm.NONE, free),
        of("projected", 10, TransformKind.PROJECTED, Set.of(), 1, Norm.POST, Norm.PRE, plain),
        of("sru", 7, TransformKind.LINEAR, Set.of(), 1, Norm.NONE, Norm.NONE, plain),
        xl("transformer-xl", 2, new PlainWordConfig(true)),
        xl("transformer-xl, adaptive", 5, adaptive));
  }

  /** The variant of a name. */
  static Variant variant(String name) {
    return variants().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private static Variant xl(String name, int heads, WordConfig words) {
    return new Variant(
        name, new TransformerXlConfig(VOCABULARY, 10, heads, 14, 3, 0.2, 0.1, 0.15, words));
  }

  private static Variant of(
      String name,
      int inputs,
      TransformKind transform,
      Set<Integer> attention,
      int heads,
      Norm inner,
      Norm outer,
      WordConfig words) {
    return new Variant(
        name,
        new SruppLanguageConfig(
            VOCABULARY,
            inputs,
            10,
            transform,
            6,
            3,
            attention,
            heads,
            inner,
            outer,
            false,
            -1,
            0.2,
            0.1,
            0.15,
            words));
  }

  static LanguageModel model(NDManager manager, LanguageModelConfig config) {
    ParameterSet parameters =
        new ParameterSet(manager, LanguageModel.specs(config), DataType.FLOAT32, 17);
    SplittableRandom random = new SplittableRandom(3);
    for (Parameter parameter : parameters.all()) { // so that no alpha, bias or norm is trivial
      for (long i = 0; i < parameter.shape().size(); i++) {
        float value = parameter.memory().getAtIndex(ValueLayout.JAVA_FLOAT, i);
        parameter
            .memory()
            .setAtIndex(ValueLayout.JAVA_FLOAT, i, value + (float) random.nextDouble(-0.3, 0.3));
      }
    }
    WorkerPool pool = new WorkerPool();
    return new LanguageModel(
        config,
        parameters,
        new LanguageModelKernels(
            TestKernels.vector(pool),
            new VectorCrossEntropy(pool),
            new VectorMask(pool),
            new InferenceKernels(
                new VectorRecurrence(new WorkerPool(1)), new VectorAttention(), new VectorNorm())));
  }

  /** Tokens of B streams, (steps + 1, B). */
  static int[] tokens(int steps, int streams, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = new int[(steps + 1) * streams];
    for (int i = 0; i < tokens.length; i++) { // skewed, so that every cluster has some
      tokens[i] = (int) (VOCABULARY * Math.pow(random.nextDouble(), 1.5));
    }
    return tokens;
  }

  /** Steps from to to of such tokens. */
  static StreamChunk chunk(int[] tokens, int streams, int from, int to) {
    int[] inputs = java.util.Arrays.copyOfRange(tokens, from * streams, to * streams);
    int[] targets = java.util.Arrays.copyOfRange(tokens, (from + 1) * streams, (to + 1) * streams);
    return new StreamChunk(to - from, streams, inputs, targets, from == 0);
  }
}
