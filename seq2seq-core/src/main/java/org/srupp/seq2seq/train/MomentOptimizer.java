package org.srupp.seq2seq.train;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.seq2seq.torch.DeviceMemory;

/** Adam's family: two moments and a count of steps per parameter, the rest is the step rule. */
final class MomentOptimizer implements Optimizer {
  private static final String MEAN = "m.";
  private static final String SQUARE = "v.";

  private final StepRule rule;
  private final UpdateKernel kernel;
  private final DeviceMemory device;
  private final Arena arena = Arena.ofAuto(); // the moments live as long as this
  private final Map<String, Moments> moments = new LinkedHashMap<>();

  MomentOptimizer(
      StepRule rule, UpdateKernel kernel, List<ParameterMemory> parameters, DeviceMemory device) {
    this.rule = rule;
    this.kernel = kernel;
    this.device = device;
    for (ParameterMemory parameter : parameters) {
      if (moments.put(parameter.name(), moments(parameter.shape())) != null) {
        throw new IllegalArgumentException(
            "parameter " + parameter.name() + " is there twice; give each its own name");
      }
    }
  }

  private Moments moments(long[] shape) {
    long bytes = ParameterMemory.elements(shape) * Float.BYTES;
    return new Moments(shape, device.allocate(bytes, arena), device.allocate(bytes, arena));
  }

  @Override
  public void update(List<ParameterMemory> parameters, double learningRate, double clip) {
    Map<UpdateStep, List<UpdateMemory>> groups = new LinkedHashMap<>();
    for (ParameterMemory parameter : parameters) {
      Moments own = moments.get(parameter.name());
      if (own == null) {
        throw new IllegalArgumentException(
            "parameter " + parameter.name() + " was not there when the optimizer was made");
      }
      if (own.steps > 0 || parameter.hasGradient()) {
        own.steps++;
        UpdateStep step = rule.step(own.steps, learningRate, clip);
        groups.computeIfAbsent(step, key -> new ArrayList<>()).add(own.memory(parameter));
      }
    }
    groups.forEach((step, group) -> kernel.update(group, step));
  }

  @Override
  public OptimizerState state() {
    List<StateMemory> memory = new ArrayList<>();
    Map<String, Long> steps = new LinkedHashMap<>();
    moments.forEach(
        (name, own) -> {
          memory.add(new StateMemory(MEAN + name, own.shape, own.m));
          memory.add(new StateMemory(SQUARE + name, own.shape, own.v));
          steps.put(name, own.steps);
        });
    return new OptimizerState(memory, steps);
  }

  @Override
  public void restore(OptimizerState state) {
    Map<String, MemorySegment> given = new LinkedHashMap<>();
    state.moments().forEach(memory -> given.put(memory.name(), memory.value()));
    List<String> wrong = new ArrayList<>();
    moments.forEach(
        (name, own) -> {
          check(wrong, MEAN + name, own.m, given.remove(MEAN + name));
          check(wrong, SQUARE + name, own.v, given.remove(SQUARE + name));
          if (!state.steps().containsKey(name)) {
            wrong.add("the number of steps of " + name + " is missing");
          }
        });
    given.keySet().forEach(name -> wrong.add(name + " belongs to no parameter of the model"));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("optimizer state: " + String.join("; ", wrong));
    }
    for (StateMemory memory : state.moments()) {
      Moments own = moments.get(memory.name().substring(MEAN.length()));
      device.write(memory.value(), memory.name().startsWith(MEAN) ? own.m : own.v);
    }
    moments.forEach((name, own) -> own.steps = state.steps().get(name));
  }

  private static void check(
      List<String> wrong, String name, MemorySegment own, MemorySegment given) {
    if (given == null) {
      wrong.add(name + " is missing");
    } else if (given.byteSize() != own.byteSize()) {
      wrong.add(
          name
              + " has "
              + given.byteSize() / Float.BYTES
              + " elements, expected "
              + own.byteSize() / Float.BYTES);
    }
  }

  private static final class Moments {
    private final long[] shape;
    private final MemorySegment m;
    private final MemorySegment v;
    private long steps;

    Moments(long[] shape, MemorySegment m, MemorySegment v) {
      this.shape = shape;
      this.m = m;
      this.v = v;
    }

    UpdateMemory memory(ParameterMemory parameter) {
      return new UpdateMemory(
          parameter.value(), parameter.gradient(), m, v, ParameterMemory.elements(shape));
    }
  }
}
