package org.srupp.seq2seq.train;

/** Keeps snapshots of training; called after each validation and when training stops. */
@FunctionalInterface
public interface Checkpointer {

  /** Writes the snapshot, wholly or not at all; an exception ends the training. */
  void save(Snapshot snapshot);
}
