package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One card through the driver, in its primary context, which CUDA's runtime and libtorch share:
 * their memory and streams are valid here and ours there. Lives as long as the process.
 */
@SuppressWarnings("restricted")
public final class CudaDevice implements KernelDevice {
  private final CudaDriver driver;
  private final DeviceProperties properties;
  private final MemorySegment context;
  private final ImageCompiler compiler;
  private final Runnable releaseCaches;
  private final UploadRing uploads = new UploadRing(this);
  private final Map<KernelSource, KernelImage> images = new ConcurrentHashMap<>();
  private final Map<Long, MemorySegment> workspaces = new ConcurrentHashMap<>();

  private CudaDevice(
      CudaDriver driver, int ordinal, ImageCompiler compiler, Runnable releaseCaches) {
    this.driver = driver;
    this.properties = driver.properties(ordinal);
    this.compiler = compiler;
    this.releaseCaches = releaseCaches;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      driver.call("cuDevicePrimaryCtxRetain", handle, driver.card(ordinal));
      this.context = handle.get(ValueLayout.ADDRESS, 0);
    }
  }

  /**
   * Opens a card.
   *
   * @param ordinal N of cuda:N
   * @throws CudaException if there is no driver, it is too old, or there is no such card
   */
  public static CudaDevice open(int ordinal) {
    return open(ordinal, () -> {});
  }

  /**
   * As {@link #open(int)}, beside another library that uses the card.
   *
   * @param releaseCaches makes that library give back what it keeps for later, before a shortage is
   *     told
   */
  public static CudaDevice open(int ordinal, Runnable releaseCaches) {
    CudaDriver driver = CudaDriver.load();
    int capability = driver.properties(ordinal).capability();
    return open(
        driver, ordinal, ImageCompiler.ofProcess(driver.version(), capability), releaseCaches);
  }

  static CudaDevice open(
      CudaDriver driver, int ordinal, ImageCompiler compiler, Runnable releaseCaches) {
    return new CudaDevice(driver, ordinal, compiler, releaseCaches);
  }

  @Override
  public DeviceProperties properties() {
    return properties;
  }

  /** Of CUDA, as the driver counts it: 1000 times the major and 10 times the minor number. */
  public int driverVersion() {
    return driver.version();
  }

  @Override
  public KernelImage image(KernelSource source) {
    return images.computeIfAbsent(
        source, key -> compiler.image(key, properties, image -> new CudaImage(this, image)));
  }

  @Override
  public synchronized MemorySegment workspace(long stream, long bytes) {
    MemorySegment current = workspaces.getOrDefault(stream, MemorySegment.NULL);
    if (current.byteSize() < bytes) {
      if (current.byteSize() > 0) {
        synchronize(stream);
        free(current);
        workspaces.remove(stream);
      }
      current = allocate(bytes);
      workspaces.put(stream, current);
    }
    return current;
  }

  @Override
  public MemorySegment allocate(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ValueLayout.JAVA_LONG);
      int result = inContext("cuMemAlloc_v2", address, bytes);
      if (result == CudaDriver.OUT_OF_MEMORY) {
        releaseCaches.run();
        result = inContext("cuMemAlloc_v2", address, bytes);
      }
      if (result == CudaDriver.OUT_OF_MEMORY) {
        throw new CudaMemoryException(
            properties.device(), bytes, freeBytes(), properties.memoryBytes());
      }
      driver.check(result, "cuMemAlloc", properties.device());
      return MemorySegment.ofAddress(address.get(ValueLayout.JAVA_LONG, 0)).reinterpret(bytes);
    }
  }

  @Override
  public void free(MemorySegment memory) {
    call("cuMemFree_v2", memory.address());
  }

  @Override
  public long freeBytes() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG, 2);
      call("cuMemGetInfo_v2", free, free.asSlice(Long.BYTES));
      return free.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device) {
    call("cuMemcpyHtoD_v2", device.address(), host, host.byteSize());
  }

  @Override
  public void copyToDevice(MemorySegment host, MemorySegment device, long stream) {
    uploads.upload(host, device, stream);
  }

  @Override
  public void copyToHost(MemorySegment device, MemorySegment host, long stream) {
    synchronize(stream);
    call("cuMemcpyDtoH_v2", host, device.address(), host.byteSize());
  }

  @Override
  public void copy(MemorySegment from, MemorySegment to, long stream) {
    call("cuMemcpyDtoDAsync_v2", to.address(), from.address(), from.byteSize(), stream);
  }

  @Override
  public void fill(MemorySegment memory, byte value, long stream) {
    call("cuMemsetD8Async", memory.address(), value, memory.byteSize(), stream);
  }

  @Override
  public void synchronize(long stream) {
    call("cuStreamSynchronize", stream);
  }

  /** Calls a function of the driver in the card's context; it should succeed. */
  void call(String function, Object... arguments) {
    driver.check(inContext(function, arguments), function, properties.device());
  }

  // Pushed and popped, so that a thread of the engine keeps the context of its own card.
  private int inContext(String function, Object... arguments) {
    driver.call("cuCtxPushCurrent_v2", context);
    try (Arena arena = Arena.ofConfined()) {
      try {
        return driver.result(function, arguments);
      } finally {
        driver.call("cuCtxPopCurrent_v2", arena.allocate(ValueLayout.ADDRESS));
      }
    }
  }
}
