package org.srupp.seq2seq.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.srupp.seq2seq.torch.DeviceMemory;

/** The parameters of a model, by name, in the order in which the model declares them. */
public final class ParameterSet {
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final DeviceMemory device;
  private final DataType activations;

  /**
   * Allocates the parameters and draws their first values.
   *
   * @param manager owns the tensors
   * @param specs what to allocate
   * @param type FLOAT32, or FLOAT64 for checks
   * @param seed of all draws; a parameter's values depend on the seed and the parameters before it
   */
  public ParameterSet(NDManager manager, List<ParameterSpec> specs, DataType type, long seed) {
    this(manager, specs, type, seed, DeviceMemory.HOST, type);
  }

  /**
   * Allocates the parameters and draws their first values, the same on every device.
   *
   * @param manager owns the tensors; of the same device
   * @param specs what to allocate
   * @param type FLOAT32, or FLOAT64 for checks
   * @param seed of all draws; a parameter's values depend on the seed and the parameters before it
   * @param device where they lie
   * @param activations how layers keep what they compute: the same type, or BFLOAT16
   */
  public ParameterSet(
      NDManager manager,
      List<ParameterSpec> specs,
      DataType type,
      long seed,
      DeviceMemory device,
      DataType activations) {
    this.device = device;
    this.activations = activations;
    SplittableRandom random = new SplittableRandom(seed);
    for (ParameterSpec spec : specs) {
      NDArray value = manager.create(new Shape(spec.shape()), type);
      value.setName(spec.name());
      Parameter parameter = new Parameter(spec.name(), value, device);
      double[] values = new double[Math.toIntExact(spec.size())];
      spec.initialization().fill(values, random.split());
      device.fill(parameter.memory(), memory -> store(values, memory, type));
      if (parameters.put(spec.name(), parameter) != null) {
        throw new IllegalArgumentException("parameter " + spec.name() + " is declared twice");
      }
    }
  }

  private static void store(double[] values, MemorySegment memory, DataType type) {
    for (int i = 0; i < values.length; i++) {
      if (type == DataType.FLOAT64) {
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, values[i]);
      } else {
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) values[i]);
      }
    }
  }

  /** Where the parameters lie. */
  public DeviceMemory device() {
    return device;
  }

  /** How layers keep what they compute; the parameters themselves keep their type. */
  public DataType activations() {
    return activations;
  }

  /**
   * The tensor of a parameter.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public NDArray get(String name) {
    return parameter(name).value();
  }

  /**
   * A parameter with its gradient.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Parameter parameter(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "no parameter " + name + "; there are " + parameters.keySet());
    }
    return parameter;
  }

  /** All parameters in order. */
  public List<Parameter> all() {
    return new ArrayList<>(parameters.values());
  }

  /** Sets every gradient to zero. */
  public void zeroGradients() {
    parameters.values().forEach(Parameter::zeroGradient);
  }
}
