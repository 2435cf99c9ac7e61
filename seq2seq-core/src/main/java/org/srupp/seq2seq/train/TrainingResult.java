package org.srupp.seq2seq.train;

/**
 * How training ended.
 *
 * @param reason why
 * @param state of the last checkpoint; {@link TrainerState#bestUpdate} says which was the best
 */
public record TrainingResult(StopReason reason, TrainerState state) {}
