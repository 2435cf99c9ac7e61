package org.srupp.kernels.cuda.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Compiled images on disk, a file each. A file says what it is of and carries a checksum: one that
 * is of something else, cut short or changed is as if it were not there.
 */
public final class ImageCache {
  /** Names the folder, instead of ~/.cache/srupp/cuda. */
  public static final String FOLDER = "SRUPP_CUDA_CACHE";

  private static final System.Logger LOG = System.getLogger(ImageCache.class.getName());
  private static final String FORMAT = "srupp CUDA image 1\n";
  private static final int DIGEST_CHARACTERS = 64;
  private static final int HEAD_BYTES = FORMAT.length() + 2 * (DIGEST_CHARACTERS + 1);

  private final Path folder;
  private final AtomicBoolean toldDamaged = new AtomicBoolean();
  private final AtomicBoolean toldUnwritable = new AtomicBoolean();

  /** In a folder, which is made when something is written. */
  public ImageCache(Path folder) {
    this.folder = folder;
  }

  /** Where a process with this environment keeps its images. */
  public static ImageCache of(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault(FOLDER, "");
    if (!named.isBlank()) {
      return new ImageCache(Path.of(named));
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = caches.startsWith("/") ? Path.of(caches) : home.resolve(".cache");
    return new ImageCache(base.resolve("srupp").resolve("cuda"));
  }

  /** Where the files are; there may be none yet, nor the folder. */
  public Path folder() {
    return folder;
  }

  /** The image of a key, if a whole one is there; says once that one is damaged. */
  Optional<byte[]> read(ImageKey key) {
    try {
      Optional<byte[]> image = image(key, Files.readAllBytes(file(key)));
      if (image.isEmpty()) {
        tell(
            toldDamaged,
            file(key) + ": found a damaged image or another card's; such images are compiled anew");
      }
      return image;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> image(ImageKey key, byte[] file) {
    if (file.length <= HEAD_BYTES) {
      return Optional.empty();
    }
    byte[] image = Arrays.copyOfRange(file, HEAD_BYTES, file.length);
    boolean whole = Arrays.equals(head(key, image), Arrays.copyOf(file, HEAD_BYTES));
    return whole ? Optional.of(image) : Optional.empty();
  }

  /** Keeps an image; where that is impossible, says so once and goes on without. */
  void write(ImageKey key, byte[] image) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "image-", ".part");
      try {
        byte[] head = head(key, image);
        byte[] bytes = Arrays.copyOf(head, head.length + image.length);
        System.arraycopy(image, 0, bytes, head.length, image.length);
        Files.write(part, bytes);
        move(part, file(key));
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      tell(
          toldUnwritable,
          "compiled CUDA kernels cannot be kept in "
              + folder
              + " ("
              + e
              + ") and are compiled at every start; name another folder in "
              + FOLDER);
    }
  }

  private static void tell(AtomicBoolean told, String message) {
    if (told.compareAndSet(false, true)) {
      LOG.log(System.Logger.Level.WARNING, message);
    }
  }

  Path file(ImageKey key) {
    return folder.resolve(key.digest() + ".image");
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static byte[] head(ImageKey key, byte[] image) {
    String head = FORMAT + key.digest() + "\n" + ImageKey.sha256(image) + "\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }
}
