package org.srupp.kernels.cuda.driver;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gives the image of a source for a card: from disk, or else compiled and put there. NVRTC is
 * looked for only when something is to be compiled.
 */
final class ImageCompiler {
  private final Optional<ImageCache> cache;
  private final int driverVersion;
  private final Supplier<SourceCompiler> loader;
  private SourceCompiler compiler;

  ImageCompiler(ImageCache cache, int driverVersion, Supplier<SourceCompiler> loader) {
    this(Optional.of(cache), driverVersion, loader);
  }

  private ImageCompiler(
      Optional<ImageCache> cache, int driverVersion, Supplier<SourceCompiler> loader) {
    this.cache = cache;
    this.driverVersion = driverVersion;
    this.loader = loader;
  }

  static ImageCompiler ofProcess(int driverVersion, int capability) {
    Path home = Path.of(System.getProperty("user.home"));
    return new ImageCompiler(
        ImageCache.of(System.getenv(), home),
        driverVersion,
        () -> Nvrtc.load(LibraryPlaces.ofProcess(), driverVersion, capability));
  }

  /** Compiles every image, and keeps none. */
  static ImageCompiler uncached(int driverVersion, Supplier<SourceCompiler> loader) {
    return new ImageCompiler(Optional.empty(), driverVersion, loader);
  }

  /**
   * The loaded image. What the driver does not take from disk is compiled anew.
   *
   * @param load makes an image of bytes or throws {@link CudaException}
   */
  KernelImage image(
      KernelSource source, DeviceProperties card, Function<byte[], KernelImage> load) {
    ImageKey key = ImageKey.of(source, card, driverVersion);
    Optional<byte[]> kept = cache.flatMap(folder -> folder.read(key));
    if (kept.isPresent()) {
      try {
        return load.apply(kept.get());
      } catch (CudaException e) {
        // Compiled below, which fails with the same sentence if the card is the reason.
      }
    }
    byte[] compiled = compiler().compile(source, card.capability());
    KernelImage image = load.apply(compiled);
    cache.ifPresent(folder -> folder.write(key, compiled));
    return image;
  }

  private synchronized SourceCompiler compiler() {
    if (compiler == null) {
      compiler = loader.get();
    }
    return compiler;
  }
}
