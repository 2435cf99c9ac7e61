package org.srupp.kernels.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.CudaVersion;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.ImageCache;
import org.srupp.kernels.cuda.driver.LibraryPlaces;

/**
 * Driver, cards, compiler, a trial of each card, and kept images. None of it is needed to train on
 * the processor.
 */
public final class CardFindings {
  private static final double GIB = 1L << 30;
  private static final int ANY_DRIVER = Integer.MAX_VALUE;

  private final CardParts parts;
  private final Path images;

  CardFindings(CardParts parts, Path images) {
    this.parts = parts;
    this.images = images;
  }

  /** Of this process. */
  public static CardFindings ofProcess() {
    Path home = Path.of(System.getProperty("user.home"));
    return new CardFindings(
        new ProcessCardParts(CudaDriver::load, LibraryPlaces.ofProcess()),
        ImageCache.of(System.getenv(), home).folder());
  }

  /** What was found, the driver first; never throws because of a card. */
  public List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    List<DeviceProperties> cards = new ArrayList<>();
    CudaDriver driver = driver(findings, cards);
    if (cards.isEmpty()) {
      findings.add(Finding.of("card", "none that can be used; srupp trains on the processor"));
    }
    boolean compiles = compiler(driver == null ? ANY_DRIVER : driver.version(), findings);
    for (DeviceProperties card : cards) {
      findings.add(Finding.of("trial", card.device() + " " + trial(driver, card, compiles)));
    }
    findings.add(Finding.of("images", imageFolder()));
    return findings;
  }

  /** The driver, or null where there is none that can be called. */
  private CudaDriver driver(List<Finding> findings, List<DeviceProperties> cards) {
    CudaDriver driver = null;
    try {
      driver = parts.driver();
      findings.add(Finding.of("driver", "CUDA " + CudaVersion.text(driver.version())));
      for (int i = 0; i < driver.cards(); i++) {
        DeviceProperties card = driver.properties(i);
        findings.add(Finding.of("card", words(card)));
        cards.add(card);
      }
    } catch (RuntimeException | LinkageError e) { // without a card everything else still works
      findings.add(Finding.of(findings.isEmpty() ? "driver" : "card", Finding.sentence(e)));
    }
    return driver;
  }

  static String words(DeviceProperties card) {
    return String.format(
        Locale.ROOT,
        "%s %s, compute capability %d.%d, %.1f GiB, %s",
        card.device(),
        card.name(),
        card.major(),
        card.minor(),
        card.memoryBytes() / GIB,
        card.hasBfloat16() ? "bfloat16" : "no bfloat16, so it trains in float32");
  }

  private boolean compiler(int driverVersion, List<Finding> findings) {
    try {
      findings.add(Finding.of("NVRTC", parts.compiler(driverVersion)));
      return true;
    } catch (RuntimeException | LinkageError e) {
      findings.add(Finding.of("NVRTC", Finding.sentence(e)));
      return false;
    }
  }

  private String trial(CudaDriver driver, DeviceProperties card, boolean compiles) {
    if (!compiles) {
      return "not tried: without NVRTC there is no kernel to run";
    }
    try {
      return CardTrial.run(parts.open(driver, card.ordinal()));
    } catch (RuntimeException | LinkageError e) {
      return "cannot be used: " + Finding.sentence(e);
    }
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
