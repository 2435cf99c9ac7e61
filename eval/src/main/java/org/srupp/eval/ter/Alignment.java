package org.srupp.eval.ter;

import java.util.Arrays;

/** Which hypothesis word each reference word falls to, and where the two differ. */
final class Alignment {
  private int[] targets = new int[64];
  private int[] hypothesisErrors = new int[64];
  private int[] referenceErrors = new int[64];

  /** Reads the cheapest way through the table of {@code rows} and {@code columns} words. */
  void follow(EditTable table, int rows, int columns) {
    prepare(rows, columns);
    int row = rows;
    int column = columns;
    while (row > 0 || column > 0) {
      byte operation = table.operation(row, column);
      int error = operation == EditTable.SAME ? 0 : 1;
      boolean usesHypothesis = operation != EditTable.INSERT_REFERENCE_WORD;
      if (operation != EditTable.DROP_HYPOTHESIS_WORD) {
        referenceErrors[column] = error;
        targets[--column] = row - 1;
      }
      if (usesHypothesis) {
        hypothesisErrors[row--] = error;
      }
    }
    for (int i = 1; i <= rows; i++) {
      hypothesisErrors[i] += hypothesisErrors[i - 1];
    }
    for (int j = 1; j <= columns; j++) {
      referenceErrors[j] += referenceErrors[j - 1];
    }
  }

  private void prepare(int rows, int columns) {
    if (rows >= hypothesisErrors.length) {
      hypothesisErrors = Arrays.copyOf(hypothesisErrors, 2 * rows);
    }
    if (columns >= referenceErrors.length) {
      referenceErrors = Arrays.copyOf(referenceErrors, 2 * columns);
      targets = Arrays.copyOf(targets, 2 * columns);
    }
  }

  /** The hypothesis word at or before a reference word; -1 before the first. */
  int target(int column) {
    return targets[column];
  }

  /** Whether one of {@code length} hypothesis words from {@code start} on is wrong. */
  boolean errsInHypothesis(int start, int length) {
    return hypothesisErrors[start + length] > hypothesisErrors[start];
  }

  /** Whether one of {@code length} reference words from {@code start} on is not met. */
  boolean errsInReference(int start, int length) {
    return referenceErrors[start + length] > referenceErrors[start];
  }
}
