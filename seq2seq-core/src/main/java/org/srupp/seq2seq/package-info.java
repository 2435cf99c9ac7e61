/**
 * Training and search for sequence models, whatever their architecture.
 *
 * <p>Shape letters used in this module and the ones above it: L steps, B streams (sentences of a
 * batch), D units of a layer's output, P the attention's inner size (the paper's d'), H heads, K
 * keys (memory and current steps together), S source steps, T target steps, V vocabulary size, k
 * sub-matrices of U. Sequences are time-major, (L, B, feature), unless a method says otherwise.
 */
package org.srupp.seq2seq;
