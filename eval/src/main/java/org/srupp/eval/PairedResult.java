package org.srupp.eval;

import java.util.Optional;

/**
 * One system under one metric in a paired test.
 *
 * @param score of the whole test set; the signature says how the test was made
 * @param pValue how often chance alone makes a difference to the baseline as large as the one
 *     found; empty for the baseline itself
 * @param estimate the interval around the score, if the test gives one
 */
public record PairedResult(Score score, Optional<Double> pValue, Optional<Estimate> estimate) {}
