package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.TensorAssert;

/** The loss on the tape against the engine's own softmax and differentiation in double. */
class CrossEntropyGradientTest {
  private static final int STEPS = 3;
  private static final int BATCH = 4;
  private static final int WIDTH = 5;
  private static final double SCALE = 0.037;
  // Rows 2 and 7 and the last are padding.
  private static final int[] TARGETS = {0, 3, -1, 18, 7, 7, 1, -1, 18, 4, 0, -1};

  @ParameterizedTest(name = "V={0} smoothing={1}")
  @CsvSource({"19,0", "19,0.1", "257,0.1", "1031,0.3"})
  void float32LossAndGradientsMeetTheEnginesInDouble(int classes, double smoothing) {
    try (NDManager manager = TorchEngine.start(1);
        WorkerPool pool = new WorkerPool(2)) {
      Tensors exact = new Tensors(manager, DataType.FLOAT64, classes);
      Tensors fast = new Tensors(manager, DataType.FLOAT32, classes);
      double expected = engines(exact, smoothing);
      double found = tapes(fast, new VectorCrossEntropy(pool), smoothing);
      // A loss of 0.037 * 9 rows * about 10 nats and gradients below 1, a dozen roundings each.
      TensorAssert.assertClose("loss", new double[] {expected}, new double[] {found}, 0, 2e-6);
      TensorAssert.assertClose("x", exact.gradient(exact.x), fast.gradient(fast.x), 1e-6, 1e-5);
      TensorAssert.assertClose("W", exact.gradient(exact.w), fast.gradient(fast.w), 1e-6, 1e-5);
    }
  }

  @ParameterizedTest(name = "V={0} smoothing={1}")
  @CsvSource({"19,0", "23,0.1"})
  void doubleLossAndGradientsMeetTheEngines(int classes, double smoothing) {
    try (NDManager manager = TorchEngine.start(1)) {
      Tensors engines = new Tensors(manager, DataType.FLOAT64, classes);
      Tensors tapes = new Tensors(manager, DataType.FLOAT64, classes);
      double expected = engines(engines, smoothing);
      double found = tapes(tapes, new ReferenceCrossEntropy(), smoothing);
      // The same in double: a few hundred terms below 10.
      TensorAssert.assertClose("loss", new double[] {expected}, new double[] {found}, 1e-13, 0);
      double[] x = tapes.gradient(tapes.x);
      TensorAssert.assertClose("x", engines.gradient(engines.x), x, 1e-14, 1e-12);
      double[] w = tapes.gradient(tapes.w);
      TensorAssert.assertClose("W", engines.gradient(engines.w), w, 1e-14, 1e-12);
    }
  }

  private static double tapes(Tensors t, CrossEntropyKernel kernel, double smoothing) {
    CrossEntropy function = new CrossEntropy(kernel, TARGETS, smoothing, SCALE);
    try (Tape tape = Tape.recording()) {
      NDArray logits = Ops.linear(t.x, t.w, null);
      NDArray loss = tape.apply(function, List.of(logits)).get(0);
      double value = t.read(loss)[0];
      // Unscaled losses by row come with it; the scalar is their scaled sum.
      TensorAssert.assertClose(
          "sum of rows",
          new double[] {SCALE * function.losses().totalSmoothed()},
          new double[] {value},
          0,
          1e-7);
      tape.backward(loss, 1);
      return value;
    }
  }

  /** -sum over rows of sum over v of q(v) log p(v), q being 1 - e on the target. */
  private static double engines(Tensors t, double smoothing) {
    try (Tape tape = Tape.recording()) {
      NDArray logProbabilities = Ops.linear(t.x, t.w, null).logSoftmax(-1);
      double[] q = new double[TARGETS.length * t.classes];
      for (int row = 0; row < TARGETS.length; row++) {
        for (int v = 0; v < t.classes && TARGETS[row] >= 0; v++) {
          q[row * t.classes + v] = v == TARGETS[row] ? 1 - smoothing : smoothing / (t.classes - 1);
        }
      }
      NDArray weights = t.create(q, logProbabilities.getShape());
      NDArray loss = logProbabilities.mul(weights).sum().mul(-SCALE);
      double value = t.read(loss)[0];
      tape.backward(loss, 1);
      return value;
    }
  }

  /** The same numbers in either type. */
  private static final class Tensors {
    private final NDManager manager;
    private final DataType type;
    private final int classes;
    private final NDArray x;
    private final NDArray w;

    Tensors(NDManager manager, DataType type, int classes) {
      this.manager = manager;
      this.type = type;
      this.classes = classes;
      x = leaf(new Shape(STEPS, BATCH, WIDTH), 1);
      w = leaf(new Shape(classes, WIDTH), 2);
    }

    private NDArray leaf(Shape shape, long seed) {
      Random random = new Random(seed);
      double[] values = new double[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat(-2, 2);
      }
      NDArray array = create(values, shape);
      array.setRequiresGradient(true);
      return array;
    }

    NDArray create(double[] values, Shape shape) {
      NDArray array = manager.create(shape, type);
      MemorySegment memory = TensorMemory.of(array);
      for (int i = 0; i < values.length; i++) {
        if (type == DataType.FLOAT64) {
          memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, values[i]);
        } else {
          memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) values[i]);
        }
      }
      return array;
    }

    double[] gradient(NDArray leaf) {
      return read(JniUtils.getGradient((PtNDArray) leaf));
    }

    double[] read(NDArray array) {
      MemorySegment memory = TensorMemory.of(array);
      double[] values = new double[Math.toIntExact(array.getShape().size())];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            type == DataType.FLOAT64
                ? memory.getAtIndex(ValueLayout.JAVA_DOUBLE, i)
                : memory.getAtIndex(ValueLayout.JAVA_FLOAT, i);
      }
      return values;
    }
  }
}
