package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.GoldenTensor;
import org.srupp.testkit.TensorAssert;
import org.srupp.testkit.Tolerance;

/** One case of the authors' numbers as tensors and parameters of this module, and back. */
public final class GoldenTensors {
  private final NDManager manager;
  private final GoldenCase golden;
  private final DataType type;
  private int compared;

  public GoldenTensors(NDManager manager, GoldenCase golden) {
    this(manager, golden, golden.isFloat32());
  }

  /** For a case that is computed in less precision than the authors'. */
  public GoldenTensors(NDManager manager, GoldenCase golden, boolean float32) {
    this.manager = manager;
    this.golden = golden;
    this.type = float32 ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  public DataType type() {
    return type;
  }

  /** The tensor of this name, or null where the case has none. */
  public NDArray tensor(String name) {
    if (!golden.has(name)) {
      return null;
    }
    GoldenTensor tensor = golden.tensor(name);
    return create(tensor.values(), new Shape(tensor.shape()));
  }

  /** Entry i along the first axis. */
  NDArray part(String name, int i) {
    GoldenTensor tensor = golden.tensor(name);
    Shape shape = new Shape(tensor.shape()).slice(1);
    int size = Math.toIntExact(shape.size());
    return create(Arrays.copyOfRange(tensor.values(), i * size, (i + 1) * size), shape);
  }

  public NDArray create(double[] values, Shape shape) {
    NDArray array = manager.create(shape, type);
    write(TensorMemory.of(array), values);
    return array;
  }

  /** Padding flags (steps, streams) as bytes, or null. */
  NDArray flags(String name) {
    if (!golden.has(name)) {
      return null;
    }
    GoldenTensor tensor = golden.tensor(name);
    NDArray array = manager.create(new Shape(tensor.shape()), DataType.UINT8);
    MemorySegment memory = TensorMemory.of(array);
    for (int i = 0; i < tensor.values().length; i++) {
      memory.set(ValueLayout.JAVA_BYTE, i, (byte) tensor.values()[i]);
    }
    return array;
  }

  public NDArray ids(String name) {
    GoldenTensor tensor = golden.tensor(name);
    long[] ids = tensor.longs();
    NDArray array = manager.create(new Shape(tensor.shape()), DataType.INT64);
    MemorySegment.copy(ids, 0, TensorMemory.of(array), ValueLayout.JAVA_LONG, 0, ids.length);
    return array;
  }

  /**
   * The additive mask (B, L, K) that the authors' attention mask and padding flags amount to, or
   * null.
   *
   * @param memory steps of the memory
   */
  NDArray mask(long batch, long steps, long memory, String memoryFlags, String inputFlags) {
    boolean any = golden.has("in.attn_mask") || golden.has(memoryFlags) || golden.has(inputFlags);
    if (!any) {
      return null;
    }
    long keys = memory + steps;
    double[] values = new double[Math.toIntExact(batch * steps * keys)];
    int at = 0;
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        for (int k = 0; k < keys; k++, at++) {
          boolean hidden =
              k < memory
                  ? flag(memoryFlags, k * batch + b)
                  : flag(inputFlags, (k - memory) * batch + b);
          double added =
              golden.has("in.attn_mask")
                  ? golden.tensor("in.attn_mask").values()[Math.toIntExact(t * keys + k)]
                  : 0;
          values[at] = hidden ? Double.NEGATIVE_INFINITY : added;
        }
      }
    }
    return create(values, new Shape(batch, steps, keys));
  }

  private boolean flag(String name, long index) {
    return golden.has(name) && golden.tensor(name).values()[Math.toIntExact(index)] != 0;
  }

  /**
   * Where a parameter of ours stands in the authors' checkpoint.
   *
   * @param name their name
   * @param subMatrices k if the parameter is the matrix that makes U, whose rows they interleave,
   *     else 1
   */
  public record Theirs(String name, int subMatrices) {}

  /** Parameters filled from the case. */
  public ParameterSet parameters(List<ParameterSpec> specs, Function<String, Theirs> names) {
    ParameterSet set = new ParameterSet(manager, specs, type, 1);
    for (Parameter parameter : set.all()) {
      Theirs theirs = names.apply(parameter.name());
      double[] values = golden.tensor("param." + theirs.name()).values();
      write(parameter.memory(), permuted(values, parameter, theirs, true));
    }
    return set;
  }

  public void compareGradients(ParameterSet set, Function<String, Theirs> names) {
    for (Parameter parameter : set.all()) {
      Theirs theirs = names.apply(parameter.name());
      MemorySegment gradient = parameter.gradient();
      double[] found =
          gradient.equals(MemorySegment.NULL)
              ? new double[Math.toIntExact(parameter.shape().size())]
              : read(gradient);
      double[] values = permuted(found, parameter, theirs, false);
      compare("gparam." + theirs.name(), values, golden.gradTolerance());
    }
  }

  /** Compares a parameter's value with the tensor of the case that has it. */
  public void compareValue(Theirs theirs, Parameter parameter, Tolerance tolerance) {
    compare(theirs.name(), permuted(read(parameter.memory()), parameter, theirs, false), tolerance);
  }

  /** Rows of the matrix that makes U: theirs have the sub-matrix innermost, ours outermost. */
  private static double[] permuted(
      double[] values, Parameter parameter, Theirs theirs, boolean toOurs) {
    int k = theirs.subMatrices();
    if (k == 1) {
      return values;
    }
    int columns = Math.toIntExact(parameter.shape().get(1));
    int units = values.length / columns / k;
    double[] result = new double[values.length];
    for (int j = 0; j < units; j++) {
      for (int m = 0; m < k; m++) {
        int ours = (m * units + j) * columns;
        int interleaved = (j * k + m) * columns;
        System.arraycopy(
            values, toOurs ? interleaved : ours, result, toOurs ? ours : interleaved, columns);
      }
    }
    return result;
  }

  public void compare(String name, NDArray found, Tolerance tolerance) {
    compare(name, read(TensorMemory.of(found.duplicate())), tolerance);
  }

  public void compare(String name, double[] found, Tolerance tolerance) {
    TensorAssert.assertClose(
        golden.name() + " " + name, golden.tensor(name).values(), found, tolerance);
    compared++;
  }

  public void compareOut(String name, NDArray found) {
    compare("out." + name, found, golden.outTolerance());
  }

  /** Compares the gradient of an input, where no gradient means zero. */
  public void compareInputGradient(String name, NDArray input) {
    compareInputGradients(name, List.of(input));
  }

  /** Compares the gradients of an input's parts along the first axis. */
  public void compareInputGradients(String name, List<NDArray> parts) {
    double[] found =
        parts.stream().flatMapToDouble(part -> Arrays.stream(gradient(part))).toArray();
    compare("gin." + name, found, golden.gradTolerance());
  }

  private double[] gradient(NDArray input) {
    NDArray gradient = JniUtils.getGradient((PtNDArray) input);
    return gradient == null
        ? new double[Math.toIntExact(input.getShape().size())]
        : read(TensorMemory.of(gradient.duplicate()));
  }

  public int compared() {
    return compared;
  }

  public double[] read(MemorySegment memory) {
    if (type == DataType.FLOAT64) {
      return memory.toArray(ValueLayout.JAVA_DOUBLE);
    }
    float[] floats = memory.toArray(ValueLayout.JAVA_FLOAT);
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  private void write(MemorySegment memory, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (type == DataType.FLOAT64) {
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, values[i]);
      } else {
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) values[i]);
      }
    }
  }
}
