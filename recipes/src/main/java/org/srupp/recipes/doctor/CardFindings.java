package org.srupp.recipes.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaVersion;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.ImageCache;
import org.srupp.kernels.cuda.driver.LibraryPlaces;
import org.srupp.kernels.cuda.driver.Nvrtc;

/** Driver, cards, compiler and kept images. None of it is needed to train on the processor. */
final class CardFindings {
  private static final double GIB = 1L << 30;
  private static final int ANY_DRIVER = Integer.MAX_VALUE;

  private final Supplier<CudaDriver> loader;
  private final LibraryPlaces places;
  private final Path images;

  CardFindings(Supplier<CudaDriver> loader, LibraryPlaces places, Path images) {
    this.loader = loader;
    this.places = places;
    this.images = images;
  }

  static CardFindings ofProcess() {
    Path home = Path.of(System.getProperty("user.home"));
    return new CardFindings(
        CudaDriver::load, LibraryPlaces.ofProcess(), ImageCache.of(System.getenv(), home).folder());
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    int version = ANY_DRIVER;
    try {
      CudaDriver driver = loader.get();
      version = driver.version();
      findings.add(Finding.of("driver", "CUDA " + CudaVersion.text(version)));
      for (int i = 0; i < driver.cards(); i++) {
        findings.add(Finding.of("card", words(driver.properties(i))));
      }
    } catch (RuntimeException | LinkageError e) { // without a card everything else still works
      findings.add(Finding.of(findings.isEmpty() ? "driver" : "card", sentence(e)));
    }
    if (findings.size() == 1) {
      findings.add(Finding.of("card", "none that can be used; srupp trains on the processor"));
    }
    findings.add(nvrtc(version));
    findings.add(Finding.of("images", imageFolder()));
    return findings;
  }

  private static String words(DeviceProperties card) {
    return String.format(
        Locale.ROOT,
        "%s %s, compute capability %d.%d, %.1f GiB",
        card.device(),
        card.name(),
        card.major(),
        card.minor(),
        card.memoryBytes() / GIB);
  }

  private Finding nvrtc(int driverVersion) {
    try {
      Nvrtc nvrtc = Nvrtc.load(places, driverVersion);
      return Finding.of("NVRTC", CudaVersion.text(nvrtc.version()) + " from " + nvrtc.file());
    } catch (RuntimeException | LinkageError e) {
      return Finding.of("NVRTC", sentence(e));
    }
  }

  private static String sentence(Throwable e) {
    return e instanceof CudaException ? e.getMessage() : Finding.reason(e);
  }

  private String imageFolder() {
    Path existing = images.toAbsolutePath();
    while (existing != null && Files.notExists(existing)) {
      existing = existing.getParent();
    }
    boolean usable = existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    return usable
        ? images.toString()
        : images
            + " cannot be written, so kernels for a card are compiled at every start; name another"
            + " folder in "
            + ImageCache.FOLDER;
  }
}
