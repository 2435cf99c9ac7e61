package org.srupp.seq2seq.shortlist;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Threads that take the next task when they are done with one. */
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  Workers(int threads) {
    this.threads = threads;
    pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "srupp-shortlist");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs tasks 0 to {@code tasks - 1}, in this order as far as they are begun, and waits for them.
   *
   * @param worker makes what one thread does its tasks with
   */
  void run(int tasks, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> loop =
        () -> {
          IntConsumer own = worker.get();
          for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            own.accept(i);
          }
          return null;
        };
    try {
      for (Future<Void> part :
          pool.invokeAll(IntStream.range(0, threads).mapToObj(i -> loop).toList())) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while learning a shortlist", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // out of memory, say
      }
      throw new IllegalStateException("a shortlist could not be learned", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
