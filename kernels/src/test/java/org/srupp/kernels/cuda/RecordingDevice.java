package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * A card that computes nothing and has memory without end, because nobody touches it: it writes
 * down what it is asked for.
 */
public final class RecordingDevice implements KernelDevice {
  private final DeviceProperties properties;
  private final Set<KernelSource> sources = new LinkedHashSet<>();
  private final List<String> calls = new ArrayList<>();
  private long end = 256;

  public RecordingDevice(DeviceProperties properties) {
    this.properties = properties;
  }

  /** What was compiled. */
  public Set<KernelSource> sources() {
    return sources;
  }

  /** Names of launched kernels, and what else was asked for that takes the card's time. */
  public List<String> calls() {
    return calls;
  }

  @Override
  public DeviceProperties properties() {
    return properties;
  }

  @Override
  public KernelImage image(KernelSource source) {
    sources.add(source);
    return (kernel, geometry, arguments, stream) -> calls.add(kernel);
  }

  @Override
  public MemorySegment workspace(long stream, long bytes) {
    return allocate(bytes);
  }

  @Override
  @SuppressWarnings("restricted")
  public MemorySegment allocate(long bytes) {
    MemorySegment memory = MemorySegment.ofAddress(end).reinterpret(bytes);
    end += (bytes + 255) / 256 * 256;
    return memory;
  }

  @Override
  public long freeBytes() {
    return properties.memoryBytes();
  }

  @Override
  public void free(MemorySegment memory) {}

  @Override
  public void synchronize(long stream) {
    calls.add("synchronize");
  }

  @Override
  public void fill(MemorySegment memory, byte value, long stream) {
    calls.add("fill");
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device) {
    calls.add("copyToDevice");
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device, long stream) {
    calls.add("copyToDevice of the stream");
  }

  @Override
  public void copy(MemorySegment from, MemorySegment to, long stream) {
    calls.add("copy");
  }

  @Override
  public void copyToHost(MemorySegment device, MemorySegment host, long stream) {
    calls.add("copyToHost");
  }
}
