package org.srupp.recipes.training;

/**
 * One update on the clock.
 *
 * @param tokens that were predicted
 * @param seconds from the batch to the new weights; making the batch is not in them
 */
public record TimedUpdate(long tokens, double seconds) {}
