package org.srupp.recipes.device;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.seq2seq.torch.TorchEngine;

/**
 * Where libtorch's libraries for CUDA lie: where the user says, else where DJL keeps those that
 * somebody once let it fetch. Nothing is fetched here.
 */
final class CudaEngineFolder {
  /** The only build that DJL's own library was made for. */
  static final String FLAVOR = "cu128";

  private static final String GIVEN = "PYTORCH_LIBRARY_PATH";

  private final Map<String, String> environment;
  private final Path home;

  /**
   * @param environment variables by name
   * @param home the user's folder
   */
  CudaEngineFolder(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  static CudaEngineFolder ofProcess() {
    return new CudaEngineFolder(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * The folder.
   *
   * @throws CudaException if there is none, or one of another version
   */
  Path find() {
    List<String> tried = new ArrayList<>();
    return checked(given(tried).or(() -> cached(tried)).orElseThrow(() -> missing(tried)));
  }

  // What the user names is not looked past: DJL loads it whatever is found elsewhere.
  private Optional<Path> given(List<String> tried) {
    String given = environment.get(GIVEN);
    if (given == null || given.isBlank()) {
      return Optional.empty();
    }
    List<Path> folders = Stream.of(given.split(File.pathSeparator)).map(Path::of).toList();
    tried.add(given + " (of " + GIVEN + ")");
    Optional<Path> first =
        folders.stream()
            .map(path -> Files.isRegularFile(path) ? path.toAbsolutePath().getParent() : path)
            .filter(path -> Files.exists(path.resolve(System.mapLibraryName("torch"))))
            .findFirst();
    return Optional.of(first.filter(CudaEngineFolder::isCuda).orElseThrow(() -> missing(tried)));
  }

  private Optional<Path> cached(List<String> tried) {
    Path cache = cache();
    tried.add(cache.resolve(TorchEngine.version() + "*-" + FLAVOR + "-*").toString());
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(cache, TorchEngine.version() + "*-" + FLAVOR + "-*")) {
      stream.forEach(found::add);
    } catch (IOException e) {
      return Optional.empty();
    }
    return found.stream().sorted().filter(CudaEngineFolder::isCuda).findFirst();
  }

  // As DJL looks for its cache.
  private Path cache() {
    for (String name : List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR")) {
      String folder = environment.get(name);
      if (folder != null && !folder.isBlank()) {
        return Path.of(folder, "pytorch");
      }
    }
    return home.resolve(".djl.ai/pytorch");
  }

  /** Refuses another version where the folder says which it is, as pytorch.org's archives do. */
  private static Path checked(Path folder) {
    Path file = folder.resolveSibling("build-version");
    try {
      String version = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!version.isEmpty() && !version.startsWith(TorchEngine.version())) {
        throw new CudaException(
            file
                + ": found libtorch "
                + version
                + ", expected "
                + TorchEngine.version()
                + "+"
                + FLAVOR
                + "; name a folder of that version in "
                + GIVEN
                + ", or use --device cpu");
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static boolean isCuda(Path folder) {
    return Files.exists(folder.resolve(System.mapLibraryName("torch")))
        && Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
  }

  private static CudaException missing(List<String> tried) {
    return new CudaException(
        "no libtorch for CUDA: looked for libtorch_cuda.so in "
            + String.join(", ", tried)
            + "; unpack libtorch "
            + TorchEngine.version()
            + " for CUDA 12.8 (libtorch-cxx11-abi-shared-with-deps, from pytorch.org) and name its lib folder"
            + " in "
            + GIVEN
            + ", or use --device cpu");
  }
}
