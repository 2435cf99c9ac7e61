package org.srupp.kernels.cpu;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fixed set of threads over which a kernel splits a range of rows; the caller works too.
 *
 * <p>The split depends on the size, the grain and the number of threads alone, so a run can be
 * repeated exactly. There is no queue and no stealing: a kernel call lasts a millisecond and its
 * rows cost the same. A pool that is at work for another caller, or for this one (a nested call),
 * is not waited for: the ranges then run one after another on the calling thread.
 */
public final class WorkerPool implements AutoCloseable {
  /** System property with the number of threads. */
  public static final String PROPERTY = "srupp.threads";

  // Waking a parked thread costs more than a short kernel; a worker therefore looks for work this
  // long before it parks. No longer: the engine's threads want the processors between two kernels.
  private static final long SPIN_NANOS = 20_000;

  /** Work on the rows {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface RangeTask {
    void run(int from, int to);
  }

  private final Worker[] workers;
  private final ReentrantLock busy = new ReentrantLock();
  private volatile boolean closed;

  /** As many threads as -Dsrupp.threads says, else as the machine has processors. */
  public WorkerPool() {
    this(defaultThreads(System.getProperty(PROPERTY)));
  }

  /**
   * Starts the threads; they are daemons and do not keep the JVM alive.
   *
   * @param threads at least 1, the calling thread included
   */
  public WorkerPool(int threads) {
    this(threads, SPIN_NANOS);
  }

  /**
   * As above, with a wait of its own.
   *
   * @param spinNanos how long a thread looks for work before it parks; for a process that does
   *     nothing but run kernels, as a benchmark beside OpenMP's active waiting
   */
  public WorkerPool(int threads, long spinNanos) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "WorkerPool: found " + threads + " threads, expected at least 1");
    }
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1, spinNanos);
      workers[i].start();
    }
  }

  static int defaultThreads(String property) {
    if (property == null || property.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(property.strip());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // The message below says what was found.
    }
    throw new IllegalArgumentException(
        "-D" + PROPERTY + ": found " + property + ", expected a whole number of at least 1");
  }

  /** Number of threads, the caller included. */
  public int threads() {
    return workers.length + 1;
  }

  /**
   * Runs {@code task} over all of 0 to {@code size}, cut into equal ranges of at least {@code
   * grain} rows, at most one per thread; returns when all are done. A range with less than two
   * grains runs inline.
   *
   * @throws IllegalStateException if the pool is closed
   * @throws RuntimeException or Error that a range threw; if several did, the one with the lowest
   *     rows, the others suppressed in it
   */
  public void run(int size, int grain, RangeTask task) {
    if (closed) {
      throw new IllegalStateException("WorkerPool: run after close; make a new pool");
    }
    int parts = Math.min(threads(), size / Math.max(1, grain));
    if (parts <= 1) {
      if (size > 0) {
        task.run(0, size);
      }
    } else if (busy.isHeldByCurrentThread() || !busy.tryLock()) {
      for (int part = 0; part < parts; part++) {
        task.run(start(size, parts, part), start(size, parts, part + 1));
      }
    } else {
      try {
        runParallel(size, parts, task);
      } finally {
        busy.unlock();
      }
    }
  }

  private void runParallel(int size, int parts, RangeTask task) {
    for (int part = 1; part < parts; part++) {
      workers[part - 1].give(task, start(size, parts, part), start(size, parts, part + 1));
    }
    Throwable failure = null;
    try {
      task.run(0, start(size, parts, 1));
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    // Even after a failure: nobody may still be writing to the caller's memory when it returns.
    for (int part = 1; part < parts; part++) {
      Throwable other = workers[part - 1].await();
      if (failure == null) {
        failure = other;
      } else if (other != null && other != failure) {
        failure.addSuppressed(other);
      }
    }
    rethrow(failure);
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure != null) {
      throw new IllegalStateException("WorkerPool: a range threw a checked exception", failure);
    }
  }

  private static int start(int size, int parts, int part) {
    return (int) ((long) size * part / parts);
  }

  /** Ends the threads; a second call does nothing. */
  @Override
  public void close() {
    busy.lock();
    try {
      if (!closed) {
        closed = true;
        for (Worker worker : workers) {
          worker.give(null, 0, 0);
        }
      }
    } finally {
      busy.unlock();
    }
  }

  private static final class Worker extends Thread {
    private RangeTask task;
    private int from;
    private int to;
    private Throwable failure;
    private Thread caller;
    private final long spinNanos;
    private volatile boolean working;

    Worker(int number, long spinNanos) {
      super("srupp-kernel-" + number);
      this.spinNanos = spinNanos;
      setDaemon(true);
    }

    void give(RangeTask newTask, int newFrom, int newTo) {
      task = newTask;
      from = newFrom;
      to = newTo;
      failure = null;
      caller = Thread.currentThread();
      working = true;
      LockSupport.unpark(this);
    }

    Throwable await() {
      waitUntil(false);
      return failure;
    }

    @Override
    public void run() {
      while (true) {
        waitUntil(true);
        if (task == null) {
          return;
        }
        try {
          task.run(from, to);
        } catch (Throwable e) {
          failure = e;
        }
        Thread waiting = caller;
        working = false;
        LockSupport.unpark(waiting);
      }
    }

    private void waitUntil(boolean state) {
      long deadline = System.nanoTime() + spinNanos;
      while (working != state) {
        if (System.nanoTime() < deadline) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
    }
  }
}
