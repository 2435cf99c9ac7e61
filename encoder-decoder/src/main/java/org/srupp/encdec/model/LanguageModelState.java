package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.srupp.encdec.layers.Ops;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;
import org.srupp.seq2seq.torch.TensorTypes;

/**
 * What a language model carries from chunk to chunk: each layer's state c, (B, D), where layers
 * have one, and memory, the inputs of layers with attention, (M, B, D). It lives in a manager of
 * its own, which is closed when the next state takes its place.
 */
final class LanguageModelState implements AutoCloseable {
  private final NDManager parent;
  private final LanguageModelConfig config;
  private final DeviceMemory device;
  private NDManager own;
  private List<NDArray> c;
  private List<NDArray> memory;

  LanguageModelState(NDManager parent, LanguageModelConfig config, DeviceMemory device) {
    this.parent = parent;
    this.device = device;
    this.config = config;
  }

  /** Forgets everything. */
  void reset() {
    close();
  }

  /**
   * Makes the state ready for a chunk.
   *
   * @throws IllegalArgumentException if the chunk goes on with another number of streams
   */
  void prepare(StreamChunk chunk) {
    if (chunk.fresh()) {
      reset();
    } else if (!isFresh() && streams() != chunk.streams()) {
      throw new IllegalArgumentException(
          "a chunk of "
              + chunk.streams()
              + " streams cannot go on where "
              + streams()
              + " streams ended; keep the batch size, or start the streams anew");
    }
  }

  /** Whether nothing is carried: the start of streams. */
  boolean isFresh() {
    return own == null;
  }

  /** Number of streams that are carried. */
  int streams() {
    return Math.toIntExact(
        c.isEmpty()
            ? memory.stream().filter(Objects::nonNull).findFirst().orElseThrow().getShape().get(1)
            : c.getFirst().getShape().get(0));
  }

  /**
   * Chooses which streams go on.
   *
   * @param parents stream i continues what was stream parents[i]
   */
  void select(int[] parents) {
    if (isFresh()) {
      return;
    }
    NDManager next = parent.newSubManager();
    List<NDArray> newC = c.stream().map(array -> chosen(array, 1, parents, next)).toList();
    List<NDArray> newMemory = new ArrayList<>();
    for (NDArray array : memory) {
      newMemory.add(array == null ? null : chosen(array, array.getShape().get(0), parents, next));
    }
    restore(next, newC, newMemory);
  }

  /** Rows of each of so many blocks of B rows. */
  private NDArray chosen(NDArray array, long blocks, int[] parents, NDManager manager) {
    long[] shape = array.getShape().getShape().clone();
    int axis = shape.length - 2;
    int streams = Math.toIntExact(shape[axis]);
    shape[axis] = parents.length;
    NDArray result = TensorTypes.create(manager, new Shape(shape), TensorTypes.of(array));
    int[] rows = new int[Math.toIntExact(blocks * parents.length)];
    Arrays.setAll(rows, i -> i / parents.length * streams + parents[i % parents.length]);
    device.copyRows(RowMatrix.of(device, result), null, RowMatrix.of(device, array), rows);
    return result;
  }

  /** States of all layers as tensors of the step, or null at the start of streams. */
  List<NDArray> c(NDManager step) {
    return c == null ? null : lent(c, step);
  }

  /** Memories of all layers, null where a layer has none, or null at the start of streams. */
  List<NDArray> memory(NDManager step) {
    return memory == null ? null : lent(memory, step);
  }

  /** Results of an operation go to the manager of its first operand: it must be the step's. */
  private static List<NDArray> lent(List<NDArray> arrays, NDManager step) {
    List<NDArray> lent = new ArrayList<>();
    for (NDArray array : arrays) {
      NDArray view = array == null ? null : array.stopGradient();
      if (view != null) {
        view.attach(step);
      }
      lent.add(view);
    }
    return lent;
  }

  /**
   * Takes the place of what was carried: the layers' inputs of this chunk alone, as in training.
   */
  void replace(StackOutput output) {
    replace(output, 0);
  }

  /**
   * Takes the place of what was carried.
   *
   * @param window tokens to remember at least, where so many were read; older ones than this
   *     chunk's are kept as far as that needs them
   */
  void replace(StackOutput output, int window) {
    NDManager next = parent.newSubManager();
    List<NDArray> newC = new ArrayList<>();
    List<NDArray> newMemory = new ArrayList<>();
    for (NDArray state : output.states()) {
      newC.add(kept(state, next));
    }
    for (int i = 0; i < output.inputs().size(); i++) {
      boolean attends = config.attentionLayers().contains(i + 1);
      NDArray old = memory == null ? null : memory.get(i);
      newMemory.add(attends ? joined(old, output.inputs().get(i), window, next) : null);
    }
    close();
    own = next;
    c = newC;
    memory = newMemory;
  }

  private static NDArray kept(NDArray array, NDManager manager) {
    NDArray kept = array.stopGradient();
    kept.attach(manager);
    return kept;
  }

  private static NDArray joined(NDArray old, NDArray input, int window, NDManager manager) {
    long steps = input.getShape().get(0);
    if (window == 0 || window == steps || old == null && window > steps) {
      return kept(input, manager);
    }
    NDArray result;
    if (window < steps) { // the slice alone would keep the whole chunk's memory alive
      try (NDArray tail = input.get("{}:", steps - window)) {
        result = tail.duplicate();
      }
    } else {
      long before = Math.min(old.getShape().get(0), window - steps);
      NDArray all = TensorTypes.to(old, TensorTypes.of(input));
      try (NDArray tail = all.get("{}:", all.getShape().get(0) - before)) {
        result = tail.concat(input, 0);
      }
    }
    result.attach(manager);
    return result;
  }

  /**
   * The carried states, each (B, D), in a type that Java reads; empty at the start of streams and
   * where there are none.
   */
  List<NDArray> states() {
    c = c == null ? null : widened(c);
    return c == null ? List.of() : c;
  }

  /** The carried memories, as {@link #states}, with nulls; empty at the start of streams. */
  List<NDArray> memories() {
    memory = memory == null ? null : widened(memory);
    return memory == null ? List.of() : memory;
  }

  /** The same numbers, which layers round back to what they were. */
  private static List<NDArray> widened(List<NDArray> arrays) {
    List<NDArray> widened = new ArrayList<>();
    for (NDArray array : arrays) {
      widened.add(array == null ? null : Ops.full(array));
    }
    return widened;
  }

  /** Takes given tensors, all of the manager's. */
  void restore(NDManager manager, List<NDArray> states, List<NDArray> memories) {
    close();
    own = manager;
    c = states;
    memory = memories;
  }

  /** Where the arrays lie. */
  DeviceMemory device() {
    return device;
  }

  NDManager newManager() {
    return parent.newSubManager();
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
    own = null;
    c = null;
    memory = null;
  }
}
