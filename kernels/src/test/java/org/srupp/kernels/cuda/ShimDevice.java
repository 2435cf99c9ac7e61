package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * A card made of the processor: the CUDA sources compiled as C++, a launch as a loop over blocks
 * and threads, memory of the card as memory of the process.
 */
@SuppressWarnings("restricted")
public final class ShimDevice implements KernelDevice {
  private static final byte POISON = -1;
  private static final Map<KernelSource, KernelImage> IMAGES = new ConcurrentHashMap<>();

  private final DeviceProperties properties;
  private final Arena arena = Arena.ofAuto();

  /** A card that claims {@code properties}, which the launch shape follows. */
  public ShimDevice(DeviceProperties properties) {
    this.properties = properties;
  }

  /** As an H200 describes itself. */
  public static ShimDevice large() {
    return new ShimDevice(
        new DeviceProperties(0, "shim", 9, 0, 132, 1_980_000, 3_201_000, 6144, 150_000_000_000L));
  }

  @Override
  public DeviceProperties properties() {
    return properties;
  }

  @Override
  public KernelImage image(KernelSource source) {
    return IMAGES.computeIfAbsent(
        source,
        key -> new ShimImage(SymbolLookup.libraryLookup(ShimLibrary.of(key), Arena.global())));
  }

  @Override
  public MemorySegment workspace(long stream, long bytes) {
    return allocate(bytes);
  }

  // Poisoned, as the memory of a card may be.
  @Override
  public MemorySegment allocate(long bytes) {
    return arena.allocate(bytes, 64).fill(POISON);
  }

  @Override
  public long freeBytes() {
    return properties.memoryBytes();
  }

  @Override
  public void free(MemorySegment memory) {}

  @Override
  public void synchronize(long stream) {}

  @Override
  public void fill(MemorySegment memory, byte value, long stream) {
    reachable(memory).fill(value);
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device) {
    reachable(device).copyFrom(host);
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device, long stream) {
    copyToDevice(host, device);
  }

  @Override
  public void copy(MemorySegment from, MemorySegment to, long stream) {
    reachable(to).copyFrom(reachable(from));
  }

  @Override
  public void copyToHost(MemorySegment device, MemorySegment host, long stream) {
    host.copyFrom(reachable(device).asSlice(0, host.byteSize()));
  }

  /** As the driver does: what counts is the address, whoever else may not use it. */
  @SuppressWarnings("restricted")
  private static MemorySegment reachable(MemorySegment memory) {
    return MemorySegment.ofAddress(memory.address()).reinterpret(memory.byteSize());
  }
}
