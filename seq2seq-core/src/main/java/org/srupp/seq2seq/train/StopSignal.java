package org.srupp.seq2seq.train;

/** Asks a training to stop after the update that it is at; any thread may ask. */
public final class StopSignal {
  private volatile boolean requested;

  /** Asks; a second call changes nothing. */
  public void request() {
    requested = true;
  }

  /** Whether anybody asked. */
  public boolean requested() {
    return requested;
  }
}
