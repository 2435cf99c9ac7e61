/**
 * Corpora as memory-mapped token files, and the batches that training and evaluation take from
 * them.
 *
 * <p>A batch holds unpadded token ids without SOS and EOS: the model adds what its inputs need.
 * What is counted against a token budget is nevertheless what the model will compute: S steps of a
 * source of S ids, T + 1 decoder steps of a target of T ids (SOS before, or EOS after).
 *
 * <p>Order and composition of every epoch are a function of (corpus, settings, seed, epoch) alone.
 * A {@link org.srupp.seq2seq.data.DataPosition} is therefore all that a checkpoint needs to go on
 * exactly where it stopped.
 */
package org.srupp.seq2seq.data;
