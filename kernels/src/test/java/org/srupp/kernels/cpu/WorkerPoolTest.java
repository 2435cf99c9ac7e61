package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyRowRunsOnce(int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      for (int size : new int[] {0, 1, 2, 3, 7, 16, 61, 257}) {
        for (int repeat = 0; repeat < 50; repeat++) {
          AtomicIntegerArray seen = new AtomicIntegerArray(size);
          pool.run(size, 1, (from, to) -> add(seen, from, to));
          for (int i = 0; i < size; i++) {
            assertEquals(1, seen.get(i));
          }
        }
      }
    }
  }

  @Test
  void theSplitIsAlwaysTheSame() {
    try (WorkerPool pool = new WorkerPool(3)) {
      for (int repeat = 0; repeat < 20; repeat++) {
        assertEquals(List.of("0-3", "3-6", "6-10"), ranges(pool, 10, 1));
        assertEquals(List.of("0-5", "5-10"), ranges(pool, 10, 4));
        assertEquals(List.of("0-10"), ranges(pool, 10, 6));
      }
    }
  }

  @Test
  void rangesRunOnDifferentThreads() {
    try (WorkerPool pool = new WorkerPool(3)) {
      CountDownLatch all = new CountDownLatch(3);
      var names = ConcurrentHashMap.<Thread>newKeySet();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              pool.run(
                  3,
                  1,
                  (from, to) -> {
                    names.add(Thread.currentThread());
                    all.countDown();
                    await(all);
                  }));
      assertEquals(3, names.size());
    }
  }

  @Test
  void anExceptionReachesTheCallerAndThePoolGoesOn() {
    try (WorkerPool pool = new WorkerPool(3)) {
      IllegalStateException inWorker = new IllegalStateException("row 2");
      Error inCaller = new AssertionError("row 0");
      assertSame(
          inWorker,
          assertThrows(
              IllegalStateException.class,
              () -> pool.run(3, 1, (from, to) -> failAt(2, from, to, inWorker))));
      Error both =
          assertThrows(
              Error.class,
              () ->
                  pool.run(
                      3,
                      1,
                      (from, to) -> {
                        failAt(2, from, to, inWorker);
                        if (from == 0) {
                          throw inCaller;
                        }
                      }));
      assertSame(inCaller, both);
      assertArrayEquals(new Throwable[] {inWorker}, both.getSuppressed());
      AtomicIntegerArray seen = new AtomicIntegerArray(3);
      pool.run(3, 1, (from, to) -> add(seen, from, to));
      assertEquals("[1, 1, 1]", seen.toString());
    }
  }

  @Test
  void aNestedCallRunsInline() {
    try (WorkerPool pool = new WorkerPool(2)) {
      AtomicIntegerArray seen = new AtomicIntegerArray(8);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              pool.run(
                  2,
                  1,
                  (from, to) -> pool.run(4, 1, (f, t) -> add(seen, from * 4 + f, from * 4 + t))));
      assertEquals("[1, 1, 1, 1, 1, 1, 1, 1]", seen.toString());
    }
  }

  @Test
  void aClosedPoolRefuses() {
    WorkerPool pool = new WorkerPool(2);
    pool.close();
    pool.close();
    String message =
        assertThrows(IllegalStateException.class, () -> pool.run(2, 1, (from, to) -> {}))
            .getMessage();
    assertEquals("WorkerPool: run after close; make a new pool", message);
  }

  @Test
  void wrongNumbersOfThreadsAreNamed() {
    assertEquals(
        "WorkerPool: found 0 threads, expected at least 1",
        assertThrows(IllegalArgumentException.class, () -> new WorkerPool(0)).getMessage());
    for (String wrong : List.of("0", "-1", "two")) {
      assertEquals(
          "-Dsrupp.threads: found " + wrong + ", expected a whole number of at least 1",
          assertThrows(IllegalArgumentException.class, () -> WorkerPool.defaultThreads(wrong))
              .getMessage());
    }
    assertEquals(3, WorkerPool.defaultThreads(" 3 "));
    assertTrue(WorkerPool.defaultThreads(null) >= 1);
  }

  private static List<String> ranges(WorkerPool pool, int size, int grain) {
    List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    pool.run(size, grain, (from, to) -> ranges.add(from + "-" + to));
    return ranges.stream().sorted().toList();
  }

  private static void add(AtomicIntegerArray seen, int from, int to) {
    for (int i = from; i < to; i++) {
      seen.incrementAndGet(i);
    }
  }

  private static void failAt(int row, int from, int to, RuntimeException exception) {
    if (from <= row && row < to) {
      throw exception;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
