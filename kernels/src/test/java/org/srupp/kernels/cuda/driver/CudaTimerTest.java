package org.srupp.kernels.cuda.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a card that fills a byte in a nanosecond. */
class CudaTimerTest {
  private static final long MEBI = 1L << 20;

  @TempDir Path cache;

  private final FakeCards cards = new FakeCards().free(32 * MEBI);

  @Test
  void javasTimeOnTheWayToALaunchIsNotTheWorks() {
    try (CudaTimer timer = new CudaTimer(cards.open(cache), 0)) {
      assertEquals(0, timer.median(3, () -> sleep(2)), 1e-4);
    }
  }

  @Test
  void theCardIsKeptBusyForAsLongAsJavaNeeds() {
    AtomicInteger runs = new AtomicInteger();
    try (CudaTimer timer = new CudaTimer(cards.free(4 * MEBI).open(cache), 0)) {
      Runnable work =
          () -> {
            runs.incrementAndGet();
            sleep(10);
          };
      assertEquals(0, timer.median(1, work), 1e-4);
    }
    // 2, 4 and 8 milliseconds are too few.
    assertTrue(runs.get() >= 4, () -> "found " + runs);
  }

  @Test
  void whatTheCardDoesCounts() {
    CudaDevice device = cards.open(cache);
    MemorySegment memory = device.allocate(3 * MEBI);
    try (CudaTimer timer = new CudaTimer(device, 0)) {
      double seconds = timer.median(3, () -> device.fill(memory, (byte) 1, 0));
      assertEquals(3e-9 * MEBI, seconds, 1e-6);
    }
  }

  @Test
  void theScratchArrayIsHalfOfTheMemoryOrSeveralTimesTheCache() {
    assertEquals(16 * MEBI, scratchBytes(32 * MEBI));
    assertEquals(4 * MEBI, scratchBytes(5 * MEBI));
    assertThrows(CudaMemoryException.class, () -> scratchBytes(4 * MEBI - 1));
  }

  private long scratchBytes(long free) {
    CudaDevice device = cards.free(free).cache((int) MEBI).open(cache);
    try (CudaTimer timer = new CudaTimer(device, 0)) {
      timer.median(1, () -> {});
    }
    assertEquals(free, device.freeBytes());
    return cards.filled();
  }

  private static void sleep(int milliseconds) {
    long end = System.nanoTime() + milliseconds * 1_000_000L;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
