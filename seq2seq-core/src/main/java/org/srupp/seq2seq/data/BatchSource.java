package org.srupp.seq2seq.data;

import java.util.List;

/**
 * Training data without end, an optimizer update at a time.
 *
 * @param <B> a micro-batch, what the model takes in one forward pass
 */
public interface BatchSource<B> {

  /**
   * The micro-batches of the next optimizer update, at least one; after the last group of an epoch
   * the next epoch begins.
   */
  List<B> nextGroup();

  /** The position of the group that {@link #nextGroup} will return next. */
  DataPosition position();

  /**
   * Goes to a position that {@link #position} gave; what follows equals what followed then.
   *
   * @throws IllegalArgumentException if the epoch has no such group, which means that data or
   *     settings have changed
   */
  void seek(DataPosition position);
}
