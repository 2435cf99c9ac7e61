package org.srupp.eval.numpy;

/** A matrix of random bits, drawn row after row; 32 come from one word, the lowest bit first. */
public final class Coins {
  private final NumpyGenerator generator;
  private int word;
  private int left;

  Coins(NumpyGenerator generator) {
    this.generator = generator;
  }

  /** Fills the next row. */
  public void fill(boolean[] row) {
    for (int i = 0; i < row.length; i++) {
      if (left == 0) {
        word = generator.nextInt();
        left = Integer.SIZE;
      }
      row[i] = (word & 1) != 0;
      word >>>= 1;
      left--;
    }
  }
}
