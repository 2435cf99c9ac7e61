package org.srupp.seq2seq.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and Ctrl-C into a {@link StopSignal} while it is open, and holds the shutdown back
 * until it is closed. Close it last, when everything is written: the process then ends at once.
 */
public final class StopOnShutdown implements AutoCloseable {
  private final StopSignal signal;
  private final Duration grace;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "srupp-stop");

  /**
   * @param signal what to ask
   * @param grace longest time that the shutdown waits
   */
  public StopOnShutdown(StopSignal signal, Duration grace) {
    this.signal = signal;
    this.grace = grace;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait() {
    signal.request();
    try {
      closed.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets a shutdown go on; without one, removes all traces. A second call does nothing. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down and the hook is running: counting down was what it waits for.
    }
  }
}
