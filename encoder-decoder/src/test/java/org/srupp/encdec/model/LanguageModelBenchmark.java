package org.srupp.encdec.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.PlainWordConfig;
import org.srupp.encdec.layers.TransformKind;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.TorchEngine;

/**
 * Tokens per second with carried memory, of forward with backward and of forward alone, at the two
 * sizes that the authors' code was measured at. Not a test: run its main method.
 */
final class LanguageModelBenchmark {
  private static final int VOCABULARY = 205;

  private LanguageModelBenchmark() {}

  /** Arguments: none, or D P layers B M, and the dropout. */
  public static void main(String[] args) {
    if (args.length > 0) {
      int[] n = Arrays.stream(args).limit(5).mapToInt(Integer::parseInt).toArray();
      double dropout = args.length > 5 ? Double.parseDouble(args[5]) : 0.1;
      measure(n[0], n[1], n[2], n[3], n[4], dropout);
    } else {
      measure(512, 128, 6, 8, 128, 0.1);
      measure(1024, 256, 10, 4, 256, 0.1);
    }
  }

  private static void measure(
      int hidden, int projection, int layers, int streams, int steps, double dropout) {
    LanguageModelConfig config =
        new LanguageModelConfig(
            VOCABULARY,
            hidden,
            hidden,
            TransformKind.ATTENTION,
            projection,
            layers,
            LanguageModelConfig.every(1, layers),
            1,
            Norm.POST,
            Norm.NONE,
            false,
            -2,
            dropout,
            dropout,
            0,
            new PlainWordConfig());
    int threads = Runtime.getRuntime().availableProcessors();
    try (NDManager manager = TorchEngine.start(threads)) {
      WorkerPool pool = new WorkerPool();
      ParameterSet parameters =
          new ParameterSet(manager, LanguageModel.specs(config), DataType.FLOAT32, 1);
      LanguageModel model =
          new LanguageModel(
              config,
              parameters,
              new LanguageModelKernels(
                  new VectorRecurrence(pool),
                  new VectorCrossEntropy(pool),
                  new VectorMask(pool),
                  new InferenceKernels(
                      new VectorRecurrence(new WorkerPool(1)),
                      new VectorAttention(),
                      new VectorNorm())));
      try (LanguageModelTrainable trainable = new LanguageModelTrainable(manager, model, steps)) {
        int tokens = steps * streams;
        double train = rate(tokens, steps, streams, c -> trainable.accumulate(c, 1.0 / tokens, 3));
        double forward = rate(tokens, steps, streams, trainable::evaluate);
        System.out.printf(
            Locale.ROOT,
            "d %d d' %d layers %d B %d M %d dropout %.2f: training %.0f, forward %.0f tokens/s%n",
            hidden,
            projection,
            layers,
            streams,
            steps,
            dropout,
            train,
            forward);
      }
    }
  }

  /** The median of repeated steps after warming up. */
  private static double rate(int tokens, int steps, int streams, Consumer<StreamChunk> consumer) {
    SplittableRandom random = new SplittableRandom(5);
    double[] seconds = new double[24];
    for (int i = -12; i < seconds.length; i++) {
      int[] ids = random.ints(tokens, 0, VOCABULARY).toArray();
      StreamChunk chunk = new StreamChunk(steps, streams, ids, ids, i == -12);
      long start = System.nanoTime();
      consumer.accept(chunk);
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - start) * 1e-9;
      }
    }
    Arrays.sort(seconds);
    return tokens / seconds[seconds.length / 2];
  }
}
