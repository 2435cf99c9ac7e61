package org.srupp.kernels.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final Path SHIM = resource("/cuda/shim.h").getParent();
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

  /** How many specialised sources were compiled by this process. */
  public static int compiled() {
    return IMAGES.size();
  }

  @Override
  public DeviceProperties properties() {
    return properties;
  }

  @Override
  public KernelImage image(KernelSource source) {
    return IMAGES.computeIfAbsent(source, ShimDevice::compile);
  }

  // Poisoned, as the memory of a card may be.
  @Override
  public MemorySegment workspace(long stream, long bytes) {
    MemorySegment memory = arena.allocate(bytes, 64);
    return memory.fill((byte) 0xff);
  }

  @Override
  public void copyToHost(MemorySegment device, MemorySegment host, long stream) {
    host.copyFrom(device.asSlice(0, host.byteSize()));
  }

  private static KernelImage compile(KernelSource source) {
    String name = source.name().replace(".cu", "");
    try {
      Path folder = Files.createTempDirectory("srupp-shim-");
      Path text = Files.writeString(folder.resolve(source.name()), source.text());
      Path library = folder.resolve(name + ".so");
      CppCompiler.find(System.getenv("PATH"))
          .compile(
              SHIM.resolve(name + "_shim.cpp"), List.of(folder, SHIM), source.options(), library);
      SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
      for (Path file : List.of(library, text, folder)) {
        Files.delete(file);
      }
      return new ShimImage(symbols);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(ShimDevice.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
