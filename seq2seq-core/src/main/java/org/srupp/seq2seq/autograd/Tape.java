package org.srupp.seq2seq.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srupp.seq2seq.torch.GradMode;

/**
 * Lets hand-written gradients take part in the engine's differentiation, by cutting the engine's
 * graph at each of them.
 *
 * <p>A function's outputs are new leaves of the graph. {@link #backward} runs the engine from the
 * loss down to the leaves, then walks the recorded functions in reverse: each one's output
 * gradients are complete by then, its own backward turns them into gradients of its inputs, and the
 * engine takes those further down.
 *
 * <p>No part of the engine's graph may be walked twice. A tensor that feeds a function and is also
 * used to compute another of its inputs must therefore be a leaf: {@link #leaf} makes one of it.
 *
 * <p>For one thread and one step. The engine's own recording is switched with the tape's until
 * {@link #close}.
 */
public final class Tape implements AutoCloseable {
  private record Entry(TapeFunction function, List<NDArray> inputs, List<NDArray> outputs) {}

  private final List<Entry> entries = new ArrayList<>();
  // With the sum of the gradients that functions gave, null for none yet: the engine would copy the
  // first one, because it cannot know that nobody else uses it.
  private final Map<NDArray, NDArray> leaves = new IdentityHashMap<>();
  private final boolean recording;
  private final GradMode mode;

  private Tape(boolean recording) {
    this.recording = recording;
    this.mode = recording ? GradMode.recording() : GradMode.off();
  }

  /** A tape for training. */
  public static Tape recording() {
    return new Tape(true);
  }

  /** A tape that only runs the functions, for evaluation; the engine does not record either. */
  public static Tape off() {
    return new Tape(false);
  }

  /** Whether there will be gradients. */
  public boolean isRecording() {
    return recording;
  }

  /**
   * Runs a function and records it.
   *
   * @param inputs tensors of any kind; those that the function has a gradient for must require
   *     gradients
   * @return the function's outputs; they require gradients when the tape records
   */
  public List<NDArray> apply(TapeFunction function, List<NDArray> inputs) {
    List<NDArray> outputs;
    try (GradMode off = GradMode.off()) {
      List<NDArray> detached = new ArrayList<>(inputs.size());
      for (NDArray input : inputs) {
        detached.add(input == null ? null : input.stopGradient());
      }
      outputs = List.copyOf(function.forward(detached));
      adopt(detached, outputs.get(0).getManager());
    }
    if (!recording) {
      return outputs;
    }
    for (NDArray output : outputs) {
      output.setRequiresGradient(true);
      leaves.put(output, null);
    }
    entries.add(new Entry(function, new ArrayList<>(inputs), outputs));
    return outputs;
  }

  /**
   * Moves the detached inputs to the step: the engine's library gives each to the manager of its
   * original, and a parameter's lives as long as the process.
   */
  private static void adopt(List<NDArray> detached, NDManager step) {
    for (NDArray array : detached) {
      if (array != null && array.getManager() != step) {
        array.attach(step);
      }
    }
  }

  /**
   * The same values as a leaf, from which gradients go on to the tensor itself.
   *
   * @param array any tensor that requires gradients; returned as it is where it is a leaf already
   *     or nothing is recorded
   */
  public NDArray leaf(NDArray array) {
    if (!recording || leaves.containsKey(array)) {
      return array;
    }
    return apply(new Identity(), List.of(array)).get(0);
  }

  /**
   * Adds the gradients of a scalar to every leaf that it depends on.
   *
   * @param loss the scalar
   * @param scale factor on all gradients
   */
  public void backward(NDArray loss, double scale) {
    backward(loss, loss.onesLike().muli(scale));
  }

  /**
   * Adds gradients to every leaf that the root depends on.
   *
   * @param root any tensor computed under this tape
   * @param gradient the gradient of what is differentiated with respect to the root, of the root's
   *     shape
   */
  public void backward(NDArray root, NDArray gradient) {
    push(root, gradient);
    for (int i = entries.size() - 1; i >= 0; i--) {
      step(entries.get(i));
    }
    entries.clear();
    leaves.clear();
  }

  private void step(Entry entry) {
    List<NDArray> gradients = entry.outputs.stream().map(this::gradient).toList();
    if (gradients.stream().allMatch(Objects::isNull)) {
      return;
    }
    List<NDArray> results;
    try (GradMode off = GradMode.off()) {
      results = entry.function.backward(gradients);
    }
    // What the engine still needs of them it keeps itself.
    for (NDArray gradient : gradients) {
      if (gradient != null && results.stream().noneMatch(result -> result == gradient)) {
        gradient.close();
      }
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) != null) {
        hand(entry.inputs.get(i), results.get(i));
      }
    }
  }

  /** All of a leaf's gradient, from the engine and from functions; null for none. */
  private NDArray gradient(NDArray leaf) {
    NDArray ofEngine = JniUtils.getGradient((PtNDArray) leaf);
    NDArray ofFunctions = leaves.get(leaf);
    return ofFunctions == null || ofEngine == null
        ? (ofFunctions == null ? ofEngine : ofFunctions)
        : sum(ofFunctions, ofEngine);
  }

  private void hand(NDArray input, NDArray gradient) {
    if (leaves.containsKey(input)) {
      leaves.merge(input, gradient, Tape::sum);
    } else {
      push(input, gradient);
      gradient.close();
    }
  }

  private static NDArray sum(NDArray a, NDArray b) {
    try (GradMode off = GradMode.off();
        a;
        b) {
      return a.add(b);
    }
  }

  private static void push(NDArray target, NDArray gradient) {
    JniUtils.backward((PtNDArray) target, (PtNDArray) gradient, false, false);
  }

  @Override
  public void close() {
    mode.close();
  }

  /** Hands values and gradients through. */
  private static final class Identity implements TapeFunction {
    @Override
    public List<NDArray> forward(List<NDArray> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public List<NDArray> backward(List<NDArray> gradients) {
      return gradients;
    }
  }
}
