package org.srupp.seq2seq.train;

import java.util.List;

/**
 * What a checkpoint holds. All memory belongs to the model and the optimizer: write it before
 * returning to the trainer.
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
    boolean best) {}
