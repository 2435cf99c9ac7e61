package org.srupp.seq2seq.train;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.seq2seq.checkpoint.Checkpoint;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorLayout;
import org.srupp.seq2seq.checkpoint.TensorType;
import org.srupp.seq2seq.checkpoint.TrainingState;
import org.srupp.seq2seq.data.DataPosition;

/**
 * Snapshots as checkpoints and back. The optimizer's file has m.NAME and v.NAME, float32 in the
 * shape of the parameter, and steps.NAME, one int64; and carried.NAME, float32, for what the model
 * carries from step to step, whose shapes may differ from checkpoint to checkpoint.
 */
public final class TrainingCheckpoint {
  private static final String STEPS = "steps.";
  private static final String CARRIED = "carried.";

  private TrainingCheckpoint() {}

  /** The snapshot's memory under the names of a checkpoint; borrowed, not copied. */
  public static Checkpoint of(Snapshot snapshot) {
    List<TensorEntry> model = new ArrayList<>();
    for (ParameterMemory parameter : snapshot.parameters()) {
      model.add(
          new TensorEntry(parameter.name(), TensorType.F32, parameter.shape(), parameter.value()));
    }
    List<TensorEntry> optimizer = optimizerTensors(snapshot.optimizer());
    for (StateMemory memory : snapshot.carried()) {
      optimizer.add(
          new TensorEntry(CARRIED + memory.name(), TensorType.F32, memory.shape(), memory.value()));
    }
    return new Checkpoint(snapshot.state().update(), model, optimizer, write(snapshot.state()));
  }

  private static List<TensorEntry> optimizerTensors(OptimizerState state) {
    List<TensorEntry> tensors = new ArrayList<>();
    for (StateMemory memory : state.moments()) {
      tensors.add(new TensorEntry(memory.name(), TensorType.F32, memory.shape(), memory.value()));
    }
    state
        .steps()
        .forEach((name, steps) -> tensors.add(TensorEntry.of(STEPS + name, new long[] {steps})));
    return tensors;
  }

  /**
   * Puts a checkpoint's weights into the model and its place in training into the trainer; the
   * checkpoint may be closed afterwards.
   *
   * @throws org.srupp.seq2seq.checkpoint.CheckpointException if it is of another model or
   *     optimizer, or lacks a value; nothing has been changed then
   * @throws IllegalArgumentException if it is of another seed, or what it carries is not this
   *     model's; the weights are as before then
   */
  public static <B> void restore(SavedCheckpoint from, Trainable<B> model, Trainer<B> trainer) {
    List<ParameterMemory> parameters = model.parameters();
    OptimizerState optimizer = trainer.optimizerState();
    Map<String, TensorLayout> expected = optimizerLayouts(optimizer);
    expected.putAll(carriedLayouts(from));
    from.requireFit(modelLayouts(parameters), expected);
    trainer.restore(read(from.state()), readOptimizer(from, optimizer));
    model.restoreCarried(readCarried(from));
    for (ParameterMemory parameter : parameters) {
      model.device().write(from.model().tensor(parameter.name()).data(), parameter.value());
    }
  }

  private static Map<String, TensorLayout> modelLayouts(List<ParameterMemory> parameters) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    for (ParameterMemory parameter : parameters) {
      layouts.put(parameter.name(), new TensorLayout(TensorType.F32, parameter.shape()));
    }
    return layouts;
  }

  private static Map<String, TensorLayout> optimizerLayouts(OptimizerState optimizer) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    for (TensorEntry tensor : optimizerTensors(optimizer)) {
      layouts.put(tensor.name(), tensor.layout());
    }
    return layouts;
  }

  private static Map<String, TensorLayout> carriedLayouts(SavedCheckpoint from) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>(from.optimizer().layouts());
    layouts.entrySet().removeIf(entry -> !isCarried(entry.getKey(), entry.getValue()));
    return layouts;
  }

  private static boolean isCarried(String name, TensorLayout layout) {
    return name.startsWith(CARRIED) && layout.dtype() == TensorType.F32;
  }

  private static List<StateMemory> readCarried(SavedCheckpoint from) {
    List<StateMemory> carried = new ArrayList<>();
    carriedLayouts(from)
        .forEach(
            (name, layout) ->
                carried.add(
                    new StateMemory(
                        name.substring(CARRIED.length()),
                        layout.shape(),
                        from.optimizer().tensor(name).data())));
    return carried;
  }

  private static OptimizerState readOptimizer(SavedCheckpoint from, OptimizerState like) {
    List<StateMemory> moments = new ArrayList<>();
    for (StateMemory memory : like.moments()) {
      moments.add(
          new StateMemory(
              memory.name(), memory.shape(), from.optimizer().tensor(memory.name()).data()));
    }
    Map<String, Long> steps = new LinkedHashMap<>();
    for (String name : like.steps().keySet()) {
      TensorEntry entry = from.optimizer().tensor(STEPS + name);
      steps.put(name, entry.data().get(ValueLayout.JAVA_LONG_UNALIGNED, 0));
    }
    return new OptimizerState(moments, steps);
  }

  private static TrainingState write(TrainerState state) {
    return TrainingState.builder()
        .put("seed", state.seed())
        .put("update", state.update())
        .put("epoch", state.position().epoch())
        .put("group", state.position().group())
        .put("validatedUpdate", state.validatedUpdate())
        .put("validatedEpoch", state.validatedEpoch())
        .put("bestUpdate", state.bestUpdate())
        .put("bestScore", state.bestScore())
        .put("withoutImprovement", (long) state.withoutImprovement())
        .put("elapsedSeconds", state.elapsedSeconds())
        .build();
  }

  private static TrainerState read(TrainingState state) {
    return new TrainerState(
        state.longValue("seed"),
        state.longValue("update"),
        new DataPosition(state.longValue("epoch"), state.longValue("group")),
        state.longValue("validatedUpdate"),
        state.longValue("validatedEpoch"),
        state.longValue("bestUpdate"),
        state.doubleValue("bestScore"),
        Math.toIntExact(state.longValue("withoutImprovement")),
        state.doubleValue("elapsedSeconds"));
  }
}
