/**
 * Training of any {@link org.srupp.seq2seq.train.Trainable}: optimizers, learning-rate schedules,
 * norm clipping, validation, early stopping and exact resume.
 *
 * <p>Weights and gradients are raw float32 memory here, so nothing in this package knows a tensor
 * library or an architecture. No result depends on the clock, except where a limit in minutes ends
 * the training.
 */
package org.srupp.seq2seq.train;
