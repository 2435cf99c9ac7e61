package org.srupp.seq2seq.train;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * What a checkpoint holds. All memory belongs to the model and the optimizer: write it before
 * returning to the trainer. Gradients are not part of it.
 *
 * @param state of the trainer
 * @param parameters of the model
 * @param optimizer its state
 * @param carried what the model carries from step to step
 * @param best whether this is the best validation so far
 */
public record Snapshot(
    TrainerState state,
    List<ParameterMemory> parameters,
    OptimizerState optimizer,
    List<StateMemory> carried,
    boolean best) {

  /**
   * The same where Java can read it: itself in this process, copies of a card's memory, of the
   * arena.
   */
  Snapshot readable(DeviceMemory device, Arena arena) {
    return new Snapshot(
        state,
        parameters.stream()
            .map(
                each ->
                    new ParameterMemory(
                        each.name(),
                        each.shape(),
                        device.readable(each.value(), arena),
                        MemorySegment.NULL))
            .toList(),
        new OptimizerState(readable(device, optimizer.moments(), arena), optimizer.steps()),
        readable(device, carried, arena),
        best);
  }

  private static List<StateMemory> readable(
      DeviceMemory device, List<StateMemory> memory, Arena arena) {
    return memory.stream()
        .map(
            each ->
                new StateMemory(each.name(), each.shape(), device.readable(each.value(), arena)))
        .toList();
  }
}
