package org.srupp.seq2seq.data;

/**
 * Where a {@link BatchSource} stands: the group that it returns next.
 *
 * @param epoch passes over the corpus that are complete, from 0
 * @param group groups of this epoch that were returned already, from 0; sources whose groups may
 *     straddle two epochs count chunks instead
 */
public record DataPosition(long epoch, long group) {

  /** The start of the first epoch. */
  public static final DataPosition START = new DataPosition(0, 0);

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public DataPosition {
    if (epoch < 0 || group < 0) {
      throw new IllegalArgumentException(
          "data position must not be negative, found epoch " + epoch + ", group " + group);
    }
  }
}
