package org.srupp.seq2seq.train;

/**
 * What the surroundings of a training do for it.
 *
 * @param validator measures the model
 * @param checkpointer writes snapshots
 * @param listener hears of progress
 * @param stop asks for an early end
 */
public record TrainerHooks(
    Validator validator, Checkpointer checkpointer, ProgressListener listener, StopSignal stop) {}
