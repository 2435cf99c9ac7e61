package org.srupp.eval.ter;

import java.util.Arrays;

/**
 * Edit distances between the beginnings of a hypothesis and of a reference, inside a {@link Beam}.
 *
 * <p>The rows of one hypothesis are kept; another that begins with the same words is measured from
 * the first row that differs, and only until its rows show how far from the kept ones it ends, or
 * that it is not near enough.
 */
final class EditTable {
  /** More than any distance, and still itself after some additions of 1. */
  private static final int UNREACHED = 1 << 29;

  static final byte SAME = 0;
  static final byte SUBSTITUTE = 1;
  static final byte DROP_HYPOTHESIS_WORD = 2;
  static final byte INSERT_REFERENCE_WORD = 3;

  private final Beam beam = new Beam();
  private int[] reference;
  private int rows;
  private int columns;
  private int stride;
  private int[] costs = new int[1024];
  private byte[] operations = new byte[1024];
  private int[] above = new int[64];
  private int[] current = new int[64];
  private int leastDifference;
  private int greatestDifference;

  /** Starts with a hypothesis length and a reference; {@link #keep} must follow. */
  void start(int hypothesisLength, int[] words, int length) {
    reference = words;
    rows = hypothesisLength;
    columns = length;
    beam.lay(rows, columns);
    stride = beam.widest();
    int cells = Math.multiplyExact(rows, stride);
    if (cells > costs.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(cells, 2L * costs.length));
      costs = new int[capacity];
      operations = new byte[capacity];
    }
    if (columns + 2 > above.length) {
      above = new int[2 * columns + 2];
      current = new int[2 * columns + 2];
    }
  }

  /** Keeps the rows of this hypothesis, of which those up to {@code from} are known already. */
  void keep(int[] hypothesis, int from) {
    load(from);
    for (int i = from + 1; i <= rows; i++) {
      keepRow(hypothesis[i - 1], i);
      swap();
    }
  }

  /** The distance of the hypothesis that is kept. */
  int distance() {
    return rows == 0 ? columns : costs[cell(rows, columns)];
  }

  /** How the kept hypothesis's cheapest way to this cell ends. */
  byte operation(int row, int column) {
    return row == 0 ? INSERT_REFERENCE_WORD : operations[cell(row, column)];
  }

  /**
   * The distance of another hypothesis of the same length.
   *
   * @param hypothesis its words
   * @param from how many of its first words equal those of the kept one
   * @param to the position from which on its words equal the kept ones again
   * @param limit distances beyond it need not be found
   * @return the distance, or more than {@code limit} if it is greater
   */
  int distance(int[] hypothesis, int from, int to, int limit) {
    load(from);
    for (int i = from + 1; i <= rows; i++) {
      int least = row(hypothesis[i - 1], i);
      if (least > limit) {
        return least;
      }
      if (i >= to) {
        compare(i);
        if (distance() + leastDifference > limit || leastDifference == greatestDifference) {
          return distance() + leastDifference;
        }
      }
      swap();
    }
    return above[columns];
  }

  private int cell(int row, int column) {
    return (row - 1) * stride + column - beam.low(row);
  }

  private void swap() {
    int[] row = above;
    above = current;
    current = row;
  }

  private void load(int row) {
    if (row == 0) {
      for (int j = 0; j <= columns; j++) {
        above[j] = j;
      }
      return;
    }
    int low = beam.low(row);
    System.arraycopy(costs, cell(row, low), above, low, beam.high(row) - low);
  }

  /** Surrounds the row above by cells that no way passes, as far as this row looks. */
  private void fence(int row) {
    int low = beam.low(row);
    if (low > 0 && low == beam.low(row - 1)) {
      above[low - 1] = UNREACHED;
    }
    int end = beam.high(row - 1);
    if (end < beam.high(row)) {
      Arrays.fill(above, end, beam.high(row), UNREACHED);
    }
  }

  /** Computes a row and returns its least cost, below which the distance cannot be. */
  private int row(int word, int row) {
    fence(row);
    int column = beam.low(row);
    int end = beam.high(row);
    int left = UNREACHED;
    int least = UNREACHED;
    if (column == 0) {
      left = above[0] + 1;
      least = left;
      current[0] = left;
      column = 1;
    }
    for (int j = column; j < end; j++) {
      int diagonal = word == reference[j - 1] ? above[j - 1] : above[j - 1] + 1;
      left = Math.min(diagonal, Math.min(above[j], left) + 1);
      current[j] = left;
      least = Math.min(least, left);
    }
    return least;
  }

  /** The same with the operations: of equal costs the first of the constants' order wins. */
  private void keepRow(int word, int row) {
    row(word, row);
    int low = beam.low(row);
    int end = beam.high(row);
    int at = cell(row, low) - low;
    for (int j = low; j < end; j++) {
      costs[at + j] = current[j];
      operations[at + j] = cheapest(word, j);
    }
  }

  private byte cheapest(int word, int column) {
    int cost = current[column];
    if (column > 0) {
      boolean same = word == reference[column - 1];
      if (cost == above[column - 1] + (same ? 0 : 1)) {
        return same ? SAME : SUBSTITUTE;
      }
    }
    return cost == above[column] + 1 ? DROP_HYPOTHESIS_WORD : INSERT_REFERENCE_WORD;
  }

  /**
   * By how much the row lies above the kept one. Where the words that follow are the same, so are
   * the ways to the end: the distances differ by no less than the least and no more than the
   * greatest of it.
   */
  private void compare(int row) {
    int low = beam.low(row);
    int end = beam.high(row);
    int at = cell(row, low) - low;
    int least = UNREACHED;
    int greatest = -UNREACHED;
    for (int j = low; j < end; j++) {
      int difference = current[j] - costs[at + j];
      least = Math.min(least, difference);
      greatest = Math.max(greatest, difference);
    }
    leastDifference = least;
    greatestDifference = greatest;
  }
}
