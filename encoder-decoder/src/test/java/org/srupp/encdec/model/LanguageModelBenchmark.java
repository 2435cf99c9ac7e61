package org.srupp.encdec.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.PlainWordConfig;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.layers.TransformKind;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.Strided;
import org.srupp.seq2seq.torch.TensorMemory;
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
      for (double dropout : new double[] {0, 0.1}) {
        measure(512, 128, 6, 8, 128, dropout);
        measure(1024, 256, 10, 4, 256, dropout);
      }
    }
  }

  private static void measure(
      int hidden, int projection, int layers, int streams, int steps, double dropout) {
    LanguageModelConfig config =
        new SruppLanguageConfig(
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
                  TestKernels.vector(pool),
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
        double products = new Products(hidden, projection, layers, streams, steps).seconds(manager);
        System.out.printf(
            Locale.ROOT,
            "d %d d' %d layers %d B %d M %d dropout %.2f: training %.0f, forward %.0f tokens/s;"
                + " matrix products alone %.0f%% of training%n",
            hidden,
            projection,
            layers,
            streams,
            steps,
            dropout,
            train,
            forward,
            100 * products * train / tokens);
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

  /** The matrix products of one training step, and nothing else. */
  private record Products(int hidden, int projection, int layers, int streams, int steps) {
    double seconds(NDManager manager) {
      double[] seconds = new double[9];
      for (int i = -3; i < seconds.length; i++) {
        long start = System.nanoTime();
        step(manager);
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
      }
      Arrays.sort(seconds);
      return seconds[seconds.length / 2];
    }

    private void step(NDManager manager) {
      int n = streams * steps;
      try (NDManager step = manager.newSubManager()) {
        for (int i = 0; i < layers; i++) {
          linear(step, n, hidden, projection, 3);
          linear(step, n, hidden, projection, 2); // of the memory: no gradient of its input
          linear(step, 2 * n, projection, 2 * projection, 3);
          linear(step, n, projection, 3 * hidden, 3);
          scores(step);
        }
        linear(step, n, hidden, VOCABULARY, 3);
      }
    }

    private static void linear(NDManager manager, int rows, int in, int out, int products) {
      Strided x = matrix(manager, rows, in);
      Strided w = matrix(manager, out, in);
      Strided y = matrix(manager, rows, out);
      y.product(x, w.transposed());
      matrix(manager, out, in).product(y.transposed(), x);
      if (products == 3) {
        matrix(manager, rows, in).product(y, w);
      }
    }

    private void scores(NDManager manager) {
      Strided q = batch(manager, steps, projection);
      Strided k = batch(manager, 2 * steps, projection);
      Strided s = batch(manager, steps, 2 * steps);
      s.product(q, k.transposed());
      q.product(s, k);
      s.product(q, k.transposed());
      k.product(s.transposed(), q);
      q.product(s, k);
      k.product(s.transposed(), q);
    }

    private static Strided matrix(NDManager manager, int rows, int columns) {
      return Strided.of(
          DeviceMemory.HOST, manager.create(new Shape(rows, columns), DataType.FLOAT32));
    }

    private Strided batch(NDManager manager, int rows, int columns) {
      NDArray array = manager.create(new Shape(streams, rows, columns), DataType.FLOAT32);
      long[] sizes = {streams, rows, columns};
      long[] strides = {(long) rows * columns, columns, 1};
      return new Strided(TensorMemory.of(array), DataType.FLOAT32, sizes, strides, Device.cpu());
    }
  }
}
