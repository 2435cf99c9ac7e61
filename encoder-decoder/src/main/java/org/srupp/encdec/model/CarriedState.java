package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.train.StateMemory;

/** A language model's carried state as named arrays: {@code c.LAYER} and {@code memory.LAYER}. */
final class CarriedState {
  private static final String C = "c.";
  private static final String MEMORY = "memory.";

  private CarriedState() {}

  /** The arrays; their memory belongs to the state. */
  static List<StateMemory> write(LanguageModelState state) {
    List<StateMemory> carried = new ArrayList<>();
    add(carried, C, state.states(), state.device());
    add(carried, MEMORY, state.memories(), state.device());
    return carried;
  }

  private static void add(
      List<StateMemory> to, String prefix, List<NDArray> arrays, DeviceMemory device) {
    for (int i = 0; i < arrays.size(); i++) {
      NDArray array = arrays.get(i);
      if (array != null) {
        to.add(new StateMemory(prefix + i, array.getShape().getShape(), device.of(array)));
      }
    }
  }

  /**
   * Copies arrays into the state; none at all is the start of streams.
   *
   * @throws IllegalArgumentException if they are not those of such a model
   */
  static void read(
      LanguageModelState state, List<StateMemory> carried, LanguageModelConfig config) {
    if (carried.isEmpty()) {
      state.reset();
      return;
    }
    Map<String, StateMemory> given = new LinkedHashMap<>();
    carried.forEach(memory -> given.put(memory.name(), memory));
    NDManager manager = state.newManager();
    try {
      List<NDArray> states = new ArrayList<>();
      List<NDArray> memories = new ArrayList<>();
      for (int i = 0; i < config.layers(); i++) {
        if (config.carriesStates()) {
          states.add(
              tensor(manager, state.device(), given.remove(C + i), C + i, 2, config.hidden()));
        }
        int width = i == 0 ? config.inputs() : config.hidden();
        boolean attends = config.attentionLayers().contains(i + 1);
        String name = MEMORY + i;
        memories.add(
            attends ? tensor(manager, state.device(), given.remove(name), name, 3, width) : null);
      }
      if (!given.isEmpty()) {
        throw new IllegalArgumentException(
            "carried state: " + given.keySet() + " belong to no layer of the model");
      }
      state.restore(manager, states, memories);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static NDArray tensor(
      NDManager manager,
      DeviceMemory device,
      StateMemory from,
      String name,
      int dimensions,
      int width) {
    if (from == null) {
      throw new IllegalArgumentException("carried state: " + name + " is missing");
    }
    long[] shape = from.shape();
    if (shape.length != dimensions || shape[dimensions - 1] != width) {
      throw new IllegalArgumentException(
          "carried state: "
              + name
              + " has shape "
              + new Shape(shape)
              + ", expected "
              + dimensions
              + " axes, the last of "
              + width);
    }
    NDArray array = manager.create(new Shape(shape), DataType.FLOAT32);
    device.write(from.value(), device.of(array));
    return array;
  }
}
