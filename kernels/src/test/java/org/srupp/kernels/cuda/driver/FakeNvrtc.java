package org.srupp.kernels.cuda.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.srupp.kernels.cuda.ShimLibrary;

/** An NVRTC of CUDA 12.8 that no longer compiles for cards older than compute capability 10.0. */
public final class FakeNvrtc {
  private FakeNvrtc() {}

  /**
   * Puts it where it is found first, and nothing else.
   *
   * @param root an empty folder
   */
  public static LibraryPlaces in(Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("mine"));
    Files.copy(ShimLibrary.ofFile("fake_nvrtc.cpp"), folder.resolve("libnvrtc.so.12"));
    return new LibraryPlaces(
        Map.of(LibraryPlaces.NVRTC_FOLDER, "/mine"), root.resolve("home"), root);
  }
}
