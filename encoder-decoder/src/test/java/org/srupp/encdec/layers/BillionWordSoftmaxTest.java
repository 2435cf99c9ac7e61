package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.RowLosses;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;

/**
 * Billion Word's vocabulary and batch at a narrow width: all logits would take 208 GB, so the test
 * could not end if they were ever there.
 */
@Tag("slow")
class BillionWordSoftmaxTest {
  private static final int VOCABULARY = 793_470;
  private static final int TOKENS = 65_536;
  private static final int WIDTH = 16;

  @Test
  void allWordsAndAWholeBatchFit() {
    try (NDManager manager = TorchEngine.start(2)) {
      WordParameters words =
          new WordParameters(
              new AdaptiveWordConfig(List.of(59_998, 159_998), WIDTH, 4, true, true),
              VOCABULARY,
              WIDTH,
              WIDTH);
      List<ParameterSpec> specs = new ArrayList<>(words.outputSpecs());
      ParameterSet parameters = new ParameterSet(manager, specs, DataType.FLOAT32, 1);
      VectorCrossEntropy kernel = new VectorCrossEntropy(new WorkerPool());
      AdaptiveSoftmax softmax = new AdaptiveSoftmax(words, parameters, kernel, 0);
      int[] targets = targets();
      NDArray hidden = hidden(manager);
      hidden.setRequiresGradient(true);
      RowLosses losses = RowLosses.of(TOKENS);
      try (Tape tape = Tape.recording()) {
        NDArray loss = softmax.loss(tape, hidden, targets, 1.0 / TOKENS, Dropout.NONE, losses);
        tape.backward(loss, 1);
        // float32 of a sum that is done in double.
        assertEquals(losses.totalNll() / TOKENS, loss.getFloat(), 1e-5);
      }
      // Small random weights: each softmax is nearly uniform, ln 60,000 for the first words.
      assertTrue(losses.nll()[0] > 8 && losses.nll()[0] < 14, "found " + losses.nll()[0]);
      checkBiasGradients(parameters, targets);
      checkSlopes(manager, softmax, hidden, targets, losses);
    }
  }

  /** A softmax's gradient sums to 0 over its entries: probabilities minus one target a token. */
  private static void checkBiasGradients(ParameterSet parameters, int[] targets) {
    for (int i = 0; i < 3; i++) {
      float[] bias =
          parameters
              .parameter("output_layer.out_layers." + i + ".bias")
              .gradient()
              .toArray(ValueLayout.JAVA_FLOAT);
      double sum = 0;
      double size = 0;
      for (float value : bias) {
        sum += value;
        size += Math.abs(value);
      }
      assertTrue(size > 1e-3, "there are gradients");
      // Each of the entries adds up 65,536 float32 terms; errors are random.
      assertEquals(0, sum, 1e-3 * size);
    }
  }

  /** The gradient of some rows of hidden against a central difference of their own loss. */
  private static void checkSlopes(
      NDManager manager, AdaptiveSoftmax softmax, NDArray hidden, int[] targets, RowLosses losses) {
    MemorySegment gradient = TensorMemory.of(JniUtils.getGradient((PtNDArray) hidden));
    for (int row : new int[] {0, 1, 2, 40_000, TOKENS - 1}) {
      int at = row * WIDTH + row % WIDTH;
      double up = shifted(manager, softmax, hidden, targets, row, 0.05f);
      double down = shifted(manager, softmax, hidden, targets, row, -0.05f);
      double slope = gradient.getAtIndex(ValueLayout.JAVA_FLOAT, at) * (double) TOKENS;
      // Losses of 12 nats in float32 logits are exact to about 1e-6, the difference to 1e-4.
      assertEquals((up - down) / 0.1, slope, 2e-3);
      double nll = shifted(manager, softmax, hidden, targets, row, 0);
      assertEquals(nll, losses.nll()[row], 1e-4);
    }
  }

  private static double shifted(
      NDManager manager,
      AdaptiveSoftmax softmax,
      NDArray hidden,
      int[] targets,
      int row,
      float by) {
    NDArray one = manager.create(new Shape(1, 1, WIDTH), DataType.FLOAT32);
    MemorySegment memory = TensorMemory.of(one);
    long bytes = (long) WIDTH * Float.BYTES;
    MemorySegment.copy(TensorMemory.of(hidden), row * bytes, memory, 0, bytes);
    int at = row % WIDTH;
    float value = memory.getAtIndex(ValueLayout.JAVA_FLOAT, at);
    memory.setAtIndex(ValueLayout.JAVA_FLOAT, at, value + by);
    return softmax.losses(one, new int[] {targets[row]}).nll()[0];
  }

  /** Words by Zipf's law, and one of each cluster first. */
  private static int[] targets() {
    SplittableRandom random = new SplittableRandom(9);
    int[] targets = new int[TOKENS];
    for (int i = 0; i < TOKENS; i++) {
      targets[i] = (int) Math.min(VOCABULARY - 1, Math.pow(VOCABULARY, random.nextDouble()) - 1);
    }
    targets[0] = 0;
    targets[1] = 100_000;
    targets[2] = VOCABULARY - 1;
    return targets;
  }

  private static NDArray hidden(NDManager manager) {
    SplittableRandom random = new SplittableRandom(4);
    NDArray hidden = manager.create(new Shape(512, 128, WIDTH), DataType.FLOAT32);
    MemorySegment memory = TensorMemory.of(hidden);
    for (int i = 0; i < TOKENS * WIDTH; i++) {
      memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    return hidden;
  }
}
