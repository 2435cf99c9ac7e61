package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Times what is queued on a stream by the card's own clock, on a card that is busy until then.
 *
 * <p>An event on an idle stream is over in the moment in which it is recorded, and Java's way from
 * there to the launch, tens of microseconds, would count as the kernel's time. So a scratch array
 * is written before: the card comes to the start only when start, work and end are queued. An event
 * before the array tells whether that took long enough; where it did not, it is written more often.
 *
 * <p>The scratch array is several times as large as the L2 cache, so that no repeat finds there
 * what the one before has left. What the cache then still holds for the memory of the scratch array
 * is written while the work runs, as the end of the work's own output is after it.
 */
public final class CudaTimer implements AutoCloseable {
  private static final int L2_CACHE_SIZE = 38;
  private static final int CACHES = 4;
  private static final long MOST_BYTES = 1L << 30;
  private static final int MOST_FILLS = 64;

  private final CudaDevice device;
  private final long stream;
  private final MemorySegment scratch;
  private final MemorySegment before;
  private final MemorySegment start;
  private final MemorySegment end;
  private int fills = 1;

  /**
   * On a stream of a card, of whose memory up to a half is taken.
   *
   * @throws CudaMemoryException if the card has not {@link #leastBytes} left
   */
  public CudaTimer(CudaDevice device, long stream) {
    this.device = device;
    this.stream = stream;
    long bytes = Math.min(MOST_BYTES, device.freeBytes() / 2);
    this.scratch = device.allocate(Math.max(leastBytes(device), bytes));
    this.before = event();
    this.start = event();
    this.end = event();
  }

  /** Bytes of a card's memory without which nothing is timed: several times its L2 cache. */
  public static long leastBytes(CudaDevice device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment card = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment bytes = arena.allocate(ValueLayout.JAVA_INT);
      device.call("cuDeviceGet", card, device.properties().ordinal());
      int number = card.get(ValueLayout.JAVA_INT, 0);
      device.call("cuDeviceGetAttribute", bytes, L2_CACHE_SIZE, number);
      return (long) CACHES * bytes.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /**
   * The median of repeats. Work that takes Java longer to queue than the card to write the scratch
   * array many times has some of Java's time in it.
   *
   * @param repeats at least 1
   * @param work queues kernels on the stream and does not wait
   * @return seconds of one {@code work}
   */
  public double median(int repeats, Runnable work) {
    double[] seconds = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      seconds[i] = seconds(work);
    }
    Arrays.sort(seconds);
    return seconds[repeats / 2];
  }

  private double seconds(Runnable work) {
    Lap lap = lap(work);
    while (!lap.queuedInTime() && fills < MOST_FILLS) {
      fills *= 2;
      lap = lap(work);
    }
    return lap.workSeconds();
  }

  private Lap lap(Runnable work) {
    long from = System.nanoTime();
    device.call("cuEventRecord", before, stream);
    for (int i = 0; i < fills; i++) {
      device.fill(scratch, (byte) 0, stream);
    }
    device.call("cuEventRecord", start, stream);
    work.run();
    device.call("cuEventRecord", end, stream);
    double queueSeconds = (System.nanoTime() - from) / 1e9;
    device.call("cuEventSynchronize", end);
    return new Lap(queueSeconds, seconds(before, start), seconds(start, end));
  }

  private double seconds(MemorySegment first, MemorySegment last) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment milliseconds = arena.allocate(ValueLayout.JAVA_FLOAT);
      device.call("cuEventElapsedTime", milliseconds, first, last);
      return milliseconds.get(ValueLayout.JAVA_FLOAT, 0) / 1e3;
    }
  }

  private MemorySegment event() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      device.call("cuEventCreate", handle, 0);
      return handle.get(ValueLayout.ADDRESS, 0);
    }
  }

  @Override
  public void close() {
    device.call("cuEventDestroy_v2", before);
    device.call("cuEventDestroy_v2", start);
    device.call("cuEventDestroy_v2", end);
    device.free(scratch);
  }

  /**
   * One run.
   *
   * @param queueSeconds of Java, from before the first event until the last was queued
   * @param fillSeconds of the card, from the first event to the work
   * @param workSeconds of the card
   */
  private record Lap(double queueSeconds, double fillSeconds, double workSeconds) {
    /** Whether the card cannot have waited for Java. */
    boolean queuedInTime() {
      return fillSeconds >= queueSeconds;
    }
  }
}
