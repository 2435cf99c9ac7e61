package org.srupp.recipes.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.FakeCards;
import org.srupp.kernels.cuda.driver.LibraryPlaces;

class CardFindingsTest {
  private static final Supplier<CudaDriver> NO_DRIVER =
      () -> {
        throw new CudaException("no NVIDIA driver: install it");
      };

  @TempDir Path root;

  private List<Finding> find(Supplier<CudaDriver> loader, Path images) {
    LibraryPlaces places =
        new LibraryPlaces(Map.of("SRUPP_NVRTC", "/mine"), Path.of("/home/user"), root);
    List<Finding> findings = new CardFindings(loader, places, images).all();
    assertTrue(findings.stream().noneMatch(Finding::problem), findings.toString());
    return findings;
  }

  @Test
  void aMachineWithoutADriverIsToldWhatItWouldNeedAndIsNoProblem() {
    Path images = root.resolve("cache/cuda");
    List<Finding> findings = find(NO_DRIVER, images);
    assertEquals(
        List.of("driver", "card", "NVRTC", "images"),
        findings.stream().map(Finding::name).toList());
    assertEquals("no NVIDIA driver: install it", findings.get(0).text());
    assertEquals("none that can be used; srupp trains on the processor", findings.get(1).text());
    String nvrtc = findings.get(2).text();
    assertTrue(nvrtc.contains("looked for libnvrtc.so* in /mine, "), nvrtc);
    assertTrue(nvrtc.endsWith("or name its folder in SRUPP_NVRTC"), nvrtc);
    assertEquals(images.toString(), findings.get(3).text());
  }

  @Test
  void aDriverThatCannotEvenBeCalledIsNoProblem() {
    Supplier<CudaDriver> refused =
        () -> {
          throw new IllegalCallerException("native access is off");
        };
    assertEquals("native access is off", find(refused, root).get(0).text());
  }

  @Test
  void everyCardHasALine() {
    List<Finding> findings = find(() -> new FakeCards().cards(2).load(), root);
    assertEquals(Finding.of("driver", "CUDA 13.0"), findings.get(0));
    assertEquals(
        Finding.of("card", "cuda:0 Fake card, compute capability 8.9, 2.0 GiB"), findings.get(1));
    assertTrue(findings.get(2).text().startsWith("cuda:1 "), findings.toString());
  }

  @Test
  void aFileInTheWayOfTheImagesIsSaid() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "in the way");
    String text = find(NO_DRIVER, file.resolve("cuda")).get(3).text();
    assertTrue(text.startsWith(file.resolve("cuda") + " cannot be written, "), text);
    assertTrue(text.endsWith("; name another folder in SRUPP_CUDA_CACHE"), text);
  }
}
