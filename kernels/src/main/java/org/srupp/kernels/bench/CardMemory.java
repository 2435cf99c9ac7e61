package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** A card's memory, used on its default stream. */
record CardMemory(KernelDevice device) implements BenchMemory {
  @Override
  public MemorySegment allocate(long bytes) {
    return device.allocate(bytes);
  }

  @Override
  public void free(MemorySegment memory) {
    device.free(memory);
  }

  @Override
  public void fill(MemorySegment memory, byte value) {
    device.fill(memory, value, 0);
  }

  @Override
  public void write(MemorySegment host, MemorySegment memory) {
    device.copyToDevice(host, memory);
  }

  @Override
  public void read(MemorySegment memory, MemorySegment host) {
    device.copyToHost(memory, host, 0);
  }
}
