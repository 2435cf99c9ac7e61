package org.srupp.seq2seq.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.srupp.seq2seq.torch.GradMode;
import org.srupp.seq2seq.torch.TorchEngine;

class TapeTest {
  /** a * b + b, with the gradient written by hand; a may be without gradient. */
  private static final class ProductPlus implements TapeFunction {
    private List<NDArray> inputs;

    @Override
    public List<NDArray> forward(List<NDArray> inputs) {
      this.inputs = inputs;
      return List.of(inputs.get(0).mul(inputs.get(1)).add(inputs.get(1)));
    }

    @Override
    public List<NDArray> backward(List<NDArray> gradients) {
      NDArray g = gradients.get(0);
      return Arrays.asList(g.mul(inputs.get(1)), g.mul(inputs.get(0).add(1)));
    }
  }

  private NDManager manager;
  private Parameter w;

  @BeforeEach
  void start() {
    manager = TorchEngine.start(2);
    w = new Parameter("w", manager.create(new double[] {0.5, -1, 2}));
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  private double[] gradient() {
    return w.gradient().toArray(ValueLayout.JAVA_DOUBLE);
  }

  /** The same computation by the engine alone. */
  private double[] engineGradient() {
    Parameter v = new Parameter("v", w.value().duplicate());
    try (Tape tape = Tape.recording()) {
      NDArray x = v.value().sin();
      NDArray y = x.mul(v.value()).add(v.value());
      NDArray z = y.mul(x).add(x);
      tape.backward(z.mul(z).sum(), 3);
    }
    return v.gradient().toArray(ValueLayout.JAVA_DOUBLE);
  }

  private void run() {
    try (Tape tape = Tape.recording()) {
      NDArray x = tape.leaf(w.value().sin());
      NDArray y = tape.apply(new ProductPlus(), List.of(x, w.value())).get(0);
      NDArray z = tape.apply(new ProductPlus(), List.of(y, x)).get(0);
      tape.backward(z.mul(z).sum(), 3);
    }
  }

  @Test
  void agreesWithTheEngine() {
    run();
    // both are double; a handful of operations round by 2^-53 each on values up to 300
    assertArrayEquals(engineGradient(), gradient(), 1e-12);
  }

  @Test
  void gradientsAddUpInTheSameMemory() {
    run();
    long address = w.gradient().address();
    double[] once = gradient();
    run();
    assertEquals(address, w.gradient().address());
    double[] twice = gradient();
    for (int i = 0; i < once.length; i++) {
      assertEquals(2 * once[i], twice[i], 1e-12);
    }
    w.zeroGradient();
    assertArrayEquals(new double[3], gradient());
    assertEquals(address, w.gradient().address());
  }

  @Test
  void functionWhoseOutputNobodyUsesIsNotWalked() {
    try (Tape tape = Tape.recording()) {
      NDArray x = tape.leaf(w.value().sin());
      tape.apply(new ProductPlus(), List.of(x, x));
      tape.backward(x.sum(), 1);
    }
    double[] expected = Arrays.stream(new double[] {0.5, -1, 2}).map(Math::cos).toArray();
    assertArrayEquals(expected, gradient(), 1e-15);
  }

  @Test
  void inputWithoutGradientIsLeftAlone() {
    TapeFunction firstOnly =
        new TapeFunction() {
          @Override
          public List<NDArray> forward(List<NDArray> inputs) {
            return List.of(inputs.get(0).mul(inputs.get(1)));
          }

          @Override
          public List<NDArray> backward(List<NDArray> gradients) {
            return Arrays.asList(gradients.get(0).mul(2), null);
          }
        };
    NDArray constant = manager.create(new double[] {2, 2, 2});
    try (Tape tape = Tape.recording()) {
      NDArray y = tape.apply(firstOnly, List.of(w.value(), constant)).get(0);
      tape.backward(y.sum(), 1);
    }
    assertArrayEquals(new double[] {2, 2, 2}, gradient());
    assertFalse(constant.hasGradient());
  }

  @Test
  void tapeThatIsOffRecordsNothing() {
    try (Tape tape = Tape.off()) {
      NDArray y = tape.apply(new ProductPlus(), List.of(w.value(), w.value())).get(0);
      assertFalse(y.hasGradient());
      assertFalse(y.mul(w.value()).hasGradient());
    }
  }

  @Test
  void gradModeIsRestored() {
    try (GradMode off = GradMode.off()) {
      try (Tape tape = Tape.recording()) {
        tape.leaf(w.value().sin());
      }
      assertFalse(w.value().sin().hasGradient());
    }
  }

  @Test
  void aThousandStepsLeaveNothingInTheManager() {
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 1000; i++) {
      try (NDManager step = manager.newSubManager();
          Tape tape = Tape.recording()) {
        NDArray input = step.ones(new Shape(3), DataType.FLOAT64);
        NDArray x = tape.leaf(input.mul(w.value()));
        NDArray y = tape.apply(new ProductPlus(), List.of(x, x)).get(0);
        // A parameter as an input of a function has a longer life than the step.
        NDArray z = tape.apply(new ProductPlus(), List.of(y, w.value())).get(0);
        tape.backward(z.sum(), 1);
      }
    }
    // the gradient of w itself is one of the manager's from the first step on
    assertEquals(before, manager.getManagedArrays().size(), 1);
  }

  @Test
  void gradientsOfFunctionsAndOfTheEngineMeetInALeaf() {
    try (Tape tape = Tape.recording()) {
      NDArray x = tape.leaf(w.value().sin());
      NDArray y = tape.apply(new ProductPlus(), List.of(x, x)).get(0);
      NDArray z = tape.apply(new ProductPlus(), List.of(x, y)).get(0);
      tape.backward(z.add(x.mul(x)).sum(), 1);
    }
    // y = x^2 + x and z = x y + y, so that z + x^2 is x^3 + 3 x^2 + x
    double[] expected = new double[3];
    double[] values = {0.5, -1, 2};
    for (int i = 0; i < 3; i++) {
      double x = Math.sin(values[i]);
      expected[i] = (3 * x * x + 6 * x + 1) * Math.cos(values[i]);
    }
    assertArrayEquals(expected, gradient(), 1e-14); // a dozen roundings of numbers below 10
  }
}
