package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;

/** A scorer that gives every row the same logits at every step. */
final class FixedScorer implements StepScorer {
  private final float[] logits;
  private int rows;
  boolean closed;

  FixedScorer(int rows, float[] logits) {
    this.rows = rows;
    this.logits = logits;
  }

  @Override
  public int vocabularySize() {
    return logits.length;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public MemorySegment step(int[] lastTokens) {
    float[] all = new float[rows * logits.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(logits, 0, all, row * logits.length, logits.length);
    }
    return MemorySegment.ofArray(all);
  }

  @Override
  public void select(int[] parents) {
    rows = parents.length;
  }

  @Override
  public void close() {
    closed = true;
  }
}
