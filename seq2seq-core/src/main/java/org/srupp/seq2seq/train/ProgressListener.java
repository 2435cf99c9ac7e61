package org.srupp.seq2seq.train;

/** Hears what happens; called on the training thread. */
public interface ProgressListener {

  /** After every update. */
  default void updated(UpdateReport report) {}

  /** After every validation, before its checkpoint is written. */
  default void validated(ValidationReport report) {}
}
