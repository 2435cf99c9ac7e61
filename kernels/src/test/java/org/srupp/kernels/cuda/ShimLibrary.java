package org.srupp.kernels.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.srupp.kernels.cuda.driver.KernelSource;

/**
 * C++ libraries of tests: the CUDA sources under the shim, and stand-ins for NVIDIA's libraries.
 */
public final class ShimLibrary {
  private static final List<String> FILES =
      List.of(
          "shim.h",
          "shim_warp.h",
          "recurrence_shim.cpp",
          "update_shim.cpp",
          "mask_shim.cpp",
          "cross_entropy_shim.cpp",
          "rows_shim.cpp",
          "softmax_shim.cpp",
          "residual_shim.cpp",
          "exchange_shim.cpp",
          "fake_driver.cpp",
          "fake_nvrtc.cpp");
  // A card faults where a processor reads at any address. The shim itself is told, so that the
  // sanitizer's own library is not linked.
  private static final List<String> ALIGNMENT =
      List.of("-fsanitize=alignment", "-nodefaultlibs", "-lm", "-lc");
  private static final Path SHIM = shim();
  private static final Map<KernelSource, Path> KERNELS = new ConcurrentHashMap<>();

  private ShimLibrary() {}

  /** The library of a source and its macros; compiled once a process. */
  public static Path of(KernelSource source) {
    return KERNELS.computeIfAbsent(source, ShimLibrary::compile);
  }

  /** A new library of one of the C++ files beside the shim. */
  public static Path ofFile(String name) {
    Path folder = folder();
    Path library = folder.resolve(name.replace(".cpp", ".so"));
    CppCompiler.find(System.getenv("PATH"))
        .compile(SHIM.resolve(name), List.of(), List.of(), library);
    library.toFile().deleteOnExit();
    return library;
  }

  private static Path compile(KernelSource source) {
    String name = source.name().replace(".cu", "");
    Path folder = folder();
    try {
      Path text = Files.writeString(folder.resolve(source.name()), source.text());
      text.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path library = folder.resolve(name + ".so");
    List<String> options = new ArrayList<>(source.options());
    options.addAll(ALIGNMENT);
    CppCompiler.find(System.getenv("PATH"))
        .compile(SHIM.resolve(name + "_shim.cpp"), List.of(folder, SHIM), options, library);
    library.toFile().deleteOnExit();
    return library;
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("srupp-shim-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A compiler reads files; to tests of other modules these come in a jar.
  private static Path shim() {
    Path folder = folder();
    for (String name : FILES) {
      Path file = folder.resolve(name);
      try (InputStream text = ShimLibrary.class.getResourceAsStream("/cuda/" + name)) {
        Files.copy(text, file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      file.toFile().deleteOnExit();
    }
    return folder;
  }
}
