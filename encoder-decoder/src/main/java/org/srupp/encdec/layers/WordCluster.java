package org.srupp.encdec.layers;

import org.srupp.seq2seq.autograd.Parameter;

/**
 * A range of ids whose vectors have the same length E.
 *
 * @param first the first id
 * @param words number of ids
 * @param weight their vectors, (at least words, E); rows beyond {@code words} belong to no id
 * @param bias one number a row of the weight, or null for an embedding
 * @param projection between vectors and hidden size, (D, E), or null where they are equal
 */
record WordCluster(int first, int words, Parameter weight, Parameter bias, Parameter projection) {
  int width() {
    return Math.toIntExact(weight.shape().get(1));
  }

  int rows() {
    return Math.toIntExact(weight.shape().get(0));
  }
}
