package org.srupp.kernels.cuda.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPlacesTest {
  @TempDir Path root;

  @Test
  void whatTheUserNamesComesFirst() {
    List<String> places =
        places(
                Map.of(
                    "SRUPP_NVRTC", "/mine",
                    "CUDA_HOME", "/toolkit",
                    "LD_LIBRARY_PATH", "/one:relative::/two"))
            .nvrtc();
    assertEquals("/mine", places.get(0));
    assertEquals("/home/user/.djl.ai/pytorch/*-cu*", places.get(1));
    assertTrue(
        places.indexOf("/toolkit/lib64")
            < places.indexOf("/usr/lib/python3/dist-packages/torch/lib"));
    assertTrue(places.containsAll(List.of("/one", "/two", "/usr/local/cuda/lib64")));
    assertFalse(
        places.stream().anyMatch(place -> place.contains("$") || place.contains("relative")));
  }

  @Test
  void foldersAndLibrariesOfTheEngineAreLookedAt() throws IOException {
    Path library = touch("/engine/lib/libtorch.so");
    List<String> places =
        places(Map.of("PYTORCH_LIBRARY_PATH", "/nothing" + File.pathSeparator + library)).nvrtc();
    assertEquals(List.of("/nothing", library.getParent().toString()), places.subList(0, 2));
  }

  @Test
  void everyKindOfInstallationIsFound() throws IOException {
    List<String> files =
        List.of(
            "/home/user/.djl.ai/pytorch/2.7.1-cu128-linux-x86_64/libnvrtc-b51b459d.so.12",
            "/opt/venv/lib/python3.12/site-packages/nvidia/cuda_nvrtc/lib/libnvrtc.so.12",
            "/opt/venv/lib/python3.12/site-packages/nvidia/cu13/lib/libnvrtc.so.13",
            "/usr/local/cuda-12.8/lib64/libnvrtc.so.12.8.93",
            "/usr/lib/x86_64-linux-gnu/libnvrtc.so.11.2");
    for (String file : files) {
      touch(file);
      for (String other :
          List.of("libnvrtc-builtins.so.12.8", "libnvrtc.alt.so.13", "libnvrtc_static.a")) {
        touch(Path.of(file).resolveSibling(other).toString());
      }
    }
    List<NvrtcLibrary> found = NvrtcLibrary.find(places(Map.of("VIRTUAL_ENV", "/opt/venv")));
    assertEquals(
        files, found.stream().map(library -> "/" + root.relativize(library.file())).toList());
    for (NvrtcLibrary library : found) {
      assertEquals(
          List.of(library.file().resolveSibling("libnvrtc-builtins.so.12.8")), library.builtins());
    }
  }

  @Test
  void oneFileUnderSeveralNamesIsTriedOnce() throws IOException {
    Path file = touch("/usr/local/cuda-12.8/lib64/libnvrtc.so.12.8.93");
    Files.createSymbolicLink(file.resolveSibling("libnvrtc.so.12"), file);
    Files.createSymbolicLink(root.resolve("usr/local/cuda"), root.resolve("usr/local/cuda-12.8"));
    assertEquals(1, NvrtcLibrary.find(places(Map.of())).size());
  }

  @Test
  void theErrorNamesEveryPlaceAndFile() throws IOException {
    Path file = touch("/mine/libnvrtc.so.12");
    LibraryPlaces places = places(Map.of("SRUPP_NVRTC", "/mine"));
    String message = missing(places, 12_080);
    assertTrue(
        message.startsWith(
            "no NVRTC, which compiles the kernels for the card: looked for libnvrtc.so* in /mine, "),
        message);
    places.nvrtc().forEach(place -> assertTrue(message.contains(place), place));
    assertTrue(message.contains("; found but not used: " + file), message);
    assertTrue(message.endsWith("or name its folder in SRUPP_NVRTC"), message);
  }

  @Test
  void thePackageThatTheDriverTakesIsAdvised() {
    LibraryPlaces none = places(Map.of());
    assertTrue(missing(none, 11_080).contains("(pip install nvidia-cuda-nvrtc-cu11, "));
    assertTrue(missing(none, 12_080).contains("(pip install nvidia-cuda-nvrtc-cu12, "));
    assertTrue(missing(none, 13_000).contains("(pip install nvidia-cuda-nvrtc, "));
    String volta =
        assertThrows(CudaException.class, () -> Nvrtc.load(none, 13_000, 70)).getMessage();
    assertTrue(volta.contains("(pip install nvidia-cuda-nvrtc-cu12, "), volta);
  }

  private static String missing(LibraryPlaces places, int driverVersion) {
    return assertThrows(CudaException.class, () -> Nvrtc.load(places, driverVersion)).getMessage();
  }

  private LibraryPlaces places(Map<String, String> environment) {
    return new LibraryPlaces(environment, Path.of("/home/user"), root);
  }

  private Path touch(String file) throws IOException {
    Path path = root.resolve(file.substring(1));
    Files.createDirectories(path.getParent());
    return Files.exists(path) ? path : Files.writeString(path, "no library");
  }
}
