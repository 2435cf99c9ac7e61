package org.srupp.kernels.doctor;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/** A card that takes every kernel and runs none. */
final class ForgetfulCard implements KernelDevice {
  private final KernelDevice memory = ShimDevice.large();

  @Override
  public DeviceProperties properties() {
    return memory.properties();
  }

  @Override
  public KernelImage image(KernelSource source) {
    return (kernel, geometry, arguments, stream) -> {};
  }

  @Override
  public MemorySegment workspace(long stream, long bytes) {
    return memory.workspace(stream, bytes);
  }

  @Override
  public MemorySegment allocate(long bytes) {
    return memory.allocate(bytes);
  }

  @Override
  public long freeBytes() {
    return memory.freeBytes();
  }

  @Override
  public void free(MemorySegment used) {
    memory.free(used);
  }

  @Override
  public void synchronize(long stream) {}

  @Override
  public void fill(MemorySegment filled, byte value, long stream) {
    memory.fill(filled, value, stream);
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device) {
    memory.copyToDevice(host, device);
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device, long stream) {
    memory.copyToDevice(host, device, stream);
  }

  @Override
  public void copy(MemorySegment from, MemorySegment to, long stream) {
    memory.copy(from, to, stream);
  }

  @Override
  public void copyToHost(MemorySegment device, MemorySegment host, long stream) {
    memory.copyToHost(device, host, stream);
  }
}
