package org.srupp.kernels.cuda.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCompilerTest {
  private static final KernelSource SOURCE = new KernelSource("a.cu", "text", Map.of());

  @TempDir Path folder;

  private final List<String> loaded = new ArrayList<>();
  private int compiled;

  @Test
  void theSecondProcessTakesWhatTheFirstCompiled() {
    load(card("Card"), 12_080);
    load(card("Card"), 12_080);
    assertEquals(1, compiled);
    assertEquals(List.of("image 1", "image 1"), loaded);
  }

  @Test
  void anotherCardOrDriverIsCompiledFor() {
    load(card("Card"), 12_080);
    load(card("Other card"), 12_080);
    load(card("Card"), 13_000);
    assertEquals(3, compiled);
  }

  @Test
  void aDamagedFileIsCompiledAnewAndReplaced() throws IOException {
    load(card("Card"), 12_080);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "no image");
      }
    }
    load(card("Card"), 12_080);
    load(card("Card"), 12_080);
    assertEquals(List.of("image 1", "image 2", "image 2"), loaded);
  }

  @Test
  void whatTheDriverRefusesIsCompiledAnew() {
    load(card("Card"), 12_080);
    compiler(12_080)
        .image(
            SOURCE,
            card("Card"),
            bytes -> {
              if (new String(bytes, StandardCharsets.UTF_8).equals("image 1")) {
                throw new CudaException("refused");
              }
              return load(bytes);
            });
    assertEquals(List.of("image 1", "image 2"), loaded);
  }

  @Test
  void whatTheDriverRefusesFreshIsAnErrorAndNotKept() throws IOException {
    assertThrows(
        CudaException.class,
        () ->
            compiler(12_080)
                .image(
                    SOURCE,
                    card("Card"),
                    bytes -> {
                      throw new CudaException("refused");
                    }));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  private void load(DeviceProperties card, int driverVersion) {
    compiler(driverVersion).image(SOURCE, card, this::load);
  }

  private ImageCompiler compiler(int driverVersion) {
    return new ImageCompiler(
        new ImageCache(folder),
        driverVersion,
        () -> (source, capability) -> ("image " + ++compiled).getBytes(StandardCharsets.UTF_8));
  }

  private KernelImage load(byte[] bytes) {
    loaded.add(new String(bytes, StandardCharsets.UTF_8));
    return (kernel, geometry, arguments, stream) -> {};
  }

  private static DeviceProperties card(String name) {
    return new DeviceProperties(0, name, 9, 0, 132, 0, 0, 0, 1L << 37);
  }
}
