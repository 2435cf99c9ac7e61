package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Times what is queued on a stream by the card's own clock. */
public final class CudaTimer implements AutoCloseable {
  private final CudaDevice device;
  private final long stream;
  private final MemorySegment start;
  private final MemorySegment end;

  /** On a stream of a card. */
  public CudaTimer(CudaDevice device, long stream) {
    this.device = device;
    this.stream = stream;
    this.start = event();
    this.end = event();
  }

  /**
   * The median of repeats.
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
    device.call("cuEventRecord", start, stream);
    work.run();
    device.call("cuEventRecord", end, stream);
    device.call("cuEventSynchronize", end);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment milliseconds = arena.allocate(ValueLayout.JAVA_FLOAT);
      device.call("cuEventElapsedTime", milliseconds, start, end);
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
    device.call("cuEventDestroy_v2", start);
    device.call("cuEventDestroy_v2", end);
  }
}
