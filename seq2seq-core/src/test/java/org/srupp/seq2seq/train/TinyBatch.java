package org.srupp.seq2seq.train;

/**
 * Examples for {@link TinyModel}.
 *
 * @param inputs (N, 5)
 * @param classes (N)
 */
record TinyBatch(double[][] inputs, int[] classes) {}
