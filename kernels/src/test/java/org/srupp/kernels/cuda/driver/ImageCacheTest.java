package org.srupp.kernels.cuda.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final byte[] IMAGE = {1, 2, 3, 4, 5, 6, 7};
  private static final KernelSource SOURCE =
      new KernelSource("a.cu", "text", Map.of("UNITS", 2, "BFLOAT16", 1));
  private static final ImageKey KEY = new ImageKey(SOURCE, "Card", 90, 12_080);

  @TempDir Path folder;

  @Test
  void anImageComesBack() {
    ImageCache cache = new ImageCache(folder.resolve("new"));
    assertEquals(Optional.empty(), cache.read(KEY));
    cache.write(KEY, IMAGE);
    assertArrayEquals(IMAGE, cache.read(KEY).orElseThrow());
    cache.write(KEY, new byte[] {9});
    assertArrayEquals(new byte[] {9}, cache.read(KEY).orElseThrow());
  }

  @Test
  void everyPartOfTheKeyCounts() {
    List<ImageKey> others =
        List.of(
            new ImageKey(new KernelSource("b.cu", "text", SOURCE.defines()), "Card", 90, 12_080),
            new ImageKey(new KernelSource("a.cu", "tex", SOURCE.defines()), "Card", 90, 12_080),
            new ImageKey(SOURCE.with(Map.of("UNITS", 2, "BFLOAT16", 0)), "Card", 90, 12_080),
            new ImageKey(SOURCE, "Other card", 90, 12_080),
            new ImageKey(SOURCE, "Card", 100, 12_080),
            new ImageKey(SOURCE, "Card", 90, 13_000));
    others.forEach(other -> assertNotEquals(KEY.digest(), other.digest()));
    assertEquals(
        KEY.digest(),
        new ImageKey(SOURCE.with(Map.of("BFLOAT16", 1, "UNITS", 2)), "Card", 90, 12_080).digest());
  }

  @Test
  void aChangedByteAnywhereMakesTheFileWorthless() throws IOException {
    ImageCache cache = new ImageCache(folder);
    cache.write(KEY, IMAGE);
    byte[] whole = Files.readAllBytes(cache.file(KEY));
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(cache.file(KEY), changed);
      assertEquals(Optional.empty(), cache.read(KEY), "byte " + i);
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(cache.file(KEY), Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), cache.read(KEY), "length " + length);
    }
  }

  @Test
  void theFileOfAnotherCardIsNotTaken() throws IOException {
    ImageCache cache = new ImageCache(folder);
    ImageKey other = new ImageKey(SOURCE, "Other card", 80, 12_080);
    cache.write(other, IMAGE);
    Files.copy(cache.file(other), cache.file(KEY));
    assertEquals(Optional.empty(), cache.read(KEY));
  }

  @Test
  void nothingHalfWrittenStays() throws IOException {
    ImageCache cache = new ImageCache(folder);
    cache.write(KEY, IMAGE);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(cache.file(KEY)), files.toList());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOnlyTheCache() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ImageCache cache = new ImageCache(file.resolve("below"));
    cache.write(KEY, IMAGE);
    assertEquals(Optional.empty(), cache.read(KEY));
  }

  @Test
  void aDamagedFileAndAFolderThatCannotBeWrittenAreToldOnce() throws IOException {
    List<String> told = new ArrayList<>();
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFilter(each -> !told.add(each.getMessage()));
    Logger logger = Logger.getLogger(ImageCache.class.getName());
    logger.addHandler(handler);
    try {
      ImageCache damaged = new ImageCache(folder);
      damaged.write(KEY, IMAGE);
      Files.writeString(damaged.file(KEY), "no image");
      damaged.read(KEY);
      damaged.read(KEY);
      ImageCache unwritable = new ImageCache(damaged.file(KEY));
      unwritable.write(KEY, IMAGE);
      unwritable.write(KEY, IMAGE);
      assertEquals(2, told.size());
      assertTrue(told.get(0).startsWith(damaged.file(KEY) + ": found a damaged image "));
      assertTrue(told.get(1).startsWith("compiled CUDA kernels cannot be kept in "));
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void theFolderFollowsTheEnvironment() {
    Path home = Path.of("/home/user");
    assertTrue(ImageCache.of(Map.of(), home).file(KEY).startsWith("/home/user/.cache/srupp/cuda"));
    assertTrue(
        ImageCache.of(Map.of("XDG_CACHE_HOME", "/caches"), home)
            .file(KEY)
            .startsWith("/caches/srupp/cuda"));
    assertTrue(
        ImageCache.of(Map.of("XDG_CACHE_HOME", "/caches", "SRUPP_CUDA_CACHE", "/mine"), home)
            .file(KEY)
            .startsWith("/mine"));
    assertTrue(
        ImageCache.of(Map.of("SRUPP_CUDA_CACHE", ""), home).file(KEY).startsWith("/home/user"));
  }
}
