package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;

/**
 * Numbers that the authors' code gave for parameters written as formulas: a stack over two segments
 * with train masks, and an adaptive softmax with its tied embedding.
 */
class FactsTest {
  private static final double PRINTED = 1e-6; // they were printed with six digits

  @Test
  void theStackCarriesStateAndMemory() {
    LayerConfig layer =
        new LayerConfig(
            2,
            2,
            TransformKind.ATTENTION,
            3,
            1,
            false,
            Norm.POST,
            Norm.NONE,
            false,
            -2,
            0,
            true,
            0);
    StackConfig config = new StackConfig(2, layer, 2, Set.of(2), false);
    try (NDManager manager = TorchEngine.start(1);
        Tape tape = Tape.off()) {
      ParameterSet parameters =
          new ParameterSet(manager, SruppStack.specs(config, "rnn"), DataType.FLOAT64, 1);
      List<Parameter> all = parameters.all();
      for (int q = 0; q < all.size(); q++) {
        fill(all.get(q), q);
      }
      SruppStack stack = new SruppStack(config, "rnn", parameters, TestKernels.twins());
      NDArray first = array(manager, Math::cos, 2, 1, 2);
      NDArray mask = StreamMask.create(manager, DataType.FLOAT64, 2, 0, StreamMask.UNLIMITED);
      StackOutput one = stack.forward(tape, first, null, null, mask, null, Dropout.NONE);
      expect(one.h(), .492480, .172915, -.134195, .039677);
      expect(one.states().get(0), -.004951, -.018541);
      expect(one.states().get(1), .177531, .478721);
      NDArray second = array(manager, Math::sin, 2, 1, 2);
      NDArray longer = StreamMask.create(manager, DataType.FLOAT64, 2, 2, StreamMask.UNLIMITED);
      StackOutput two =
          stack.forward(tape, second, one.states(), one.inputs(), longer, null, Dropout.NONE);
      expect(two.h(), .346540, .387196, .580154, .024939);
      expect(two.states().get(0), .221396, -.075246);
      expect(two.states().get(1), .582665, -.081668);
      expect(two.inputs().get(1), .056968, .451149, .575569, .057199);
    }
  }

  /** 0.4 sin(n + 1 + q), the matrix that makes U with its sub-matrices innermost. */
  private static void fill(Parameter parameter, int q) {
    String name = parameter.name();
    int size = Math.toIntExact(parameter.shape().size());
    double[] values = new double[size];
    Arrays.setAll(values, n -> 0.4 * Math.sin(n + 1 + q));
    if (name.contains("layer_norm") || name.endsWith("alpha")) {
      Arrays.fill(values, name.endsWith("alpha") ? 0.25 : name.endsWith("bias") ? 0 : 1);
    }
    boolean makesU =
        name.contains("1.transform_module.linear3") || name.contains("0.transform_module.linear2");
    for (int i = 0; i < size; i++) {
      int from = i;
      if (makesU) { // row m * 2 + j of ours is row j * 3 + m of theirs
        int row = i / 3;
        from = (row % 2 * 3 + row / 2) * 3 + i % 3;
      }
      parameter.memory().setAtIndex(ValueLayout.JAVA_DOUBLE, i, values[from]);
    }
  }

  @Test
  void theAdaptiveSoftmaxAndItsEmbedding() {
    WordParameters words =
        new WordParameters(new AdaptiveWordConfig(List.of(4, 7), 8, 2, true, true), 10, 4, 4);
    try (NDManager manager = TorchEngine.start(1);
        Tape tape = Tape.off()) {
      ParameterSet parameters = new ParameterSet(manager, words.outputSpecs(), DataType.FLOAT64, 1);
      for (Parameter parameter : parameters.all()) {
        String name = parameter.name();
        int i = name.replaceAll("\\D", "").charAt(0) - '0';
        IntToDoubleFunction formula =
            name.endsWith("weight")
                ? n -> 0.5 * Math.sin(n + 1 + i)
                : name.endsWith("bias")
                    ? n -> 0.1 * Math.cos(n + i)
                    : n -> 0.5 * Math.cos(n + 1 + i);
        write(parameter.memory(), formula);
      }
      AdaptiveSoftmax softmax =
          new AdaptiveSoftmax(words, parameters, new ReferenceCrossEntropy(), 0);
      NDArray hidden = array(manager, n -> Math.sin(0.3 * n + 1), 4, 1, 4);
      double[] nll = softmax.losses(hidden, new int[] {8, 1, 5, 3}).nll();
      assertArrayEquals(new double[] {2.610631, 1.456424, 2.273478, 1.594691}, nll, PRINTED);
      AdaptiveEmbedding embedding = new AdaptiveEmbedding(words, parameters, 4, 0);
      NDArray rows =
          embedding.forward(tape, manager, new int[] {0, 5}, new Shape(1, 2), Dropout.NONE);
      expect(rows, .060568, -1.130654, .268452, 1.052534, -.265980, -.073107, .361552, -.399545);
    }
  }

  private interface Formula {
    double at(double n);
  }

  private static NDArray array(NDManager manager, Formula formula, long... shape) {
    NDArray array = manager.create(new Shape(shape), DataType.FLOAT64);
    write(TensorMemory.of(array), formula::at);
    return array;
  }

  private static void write(MemorySegment memory, IntToDoubleFunction formula) {
    int size = (int) (memory.byteSize() / Double.BYTES);
    IntStream.range(0, size)
        .forEach(n -> memory.setAtIndex(ValueLayout.JAVA_DOUBLE, n, formula.applyAsDouble(n)));
  }

  private static void expect(NDArray found, double... values) {
    double[] actual = TensorMemory.of(found.duplicate()).toArray(ValueLayout.JAVA_DOUBLE);
    assertArrayEquals(values, actual, PRINTED);
  }
}
