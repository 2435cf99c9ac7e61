package org.srupp.seq2seq.decode;

/**
 * Which id each column of a matrix of logits means. A model whose sentences may each produce some
 * ids only has a column for these alone; a search then works with the ids that the columns mean.
 */
public interface OutputColumns {

  /** Floats from the beginning of a row to that of the next. */
  int stride();

  /** The columns of a row; what follows them, up to the stride, has no meaning. */
  int count(int row);

  /** The id of a column; it rises with the column, so that ties go to the lower id. */
  int id(int row, int column);

  /**
   * The column of an id.
   *
   * @throws IllegalArgumentException if the row has none
   */
  int column(int row, int id);

  /** A column for every id, in every row. */
  static OutputColumns all(int vocabularySize) {
    return new AllColumns(vocabularySize);
  }
}
