package org.srupp.kernels.cuda.driver;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Folders in which CUDA libraries lie: what the user names first, then those of libtorch, toolkits,
 * Python installations and the system.
 */
public final class LibraryPlaces {
  /** Names a folder with NVRTC, before all others. */
  public static final String NVRTC_FOLDER = "SRUPP_NVRTC";

  private static final List<String> PYTHON =
      List.of(
          "$VIRTUAL_ENV/lib/python3*/site-packages",
          "$CONDA_PREFIX/lib/python3*/site-packages",
          "~/.local/lib/python3*/site-packages",
          "~/.pyenv/versions/*/lib/python3*/site-packages",
          "/usr/local/lib/python3*/site-packages",
          "/usr/local/lib/python3*/dist-packages",
          "/usr/lib/python3*/site-packages",
          "/usr/lib/python3/dist-packages",
          "/opt/conda/lib/python3*/site-packages");
  private static final List<String> IN_PYTHON =
      List.of("/nvidia/cuda_nvrtc/lib", "/nvidia/cu1*/lib", "/torch/lib");
  private static final List<String> SYSTEM =
      List.of(
          "/usr/local/cuda/lib64",
          "/usr/local/cuda-*/lib64",
          "/usr/local/cuda-*/targets/*-linux/lib",
          "/opt/cuda/lib64",
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib");

  private final Map<String, String> environment;
  private final Path home;
  private final Path root;

  /**
   * @param environment variables by name
   * @param home the user's folder
   * @param root stands before every absolute place; / but in tests
   */
  public LibraryPlaces(Map<String, String> environment, Path home, Path root) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.root = root;
  }

  /** Of this process. */
  public static LibraryPlaces ofProcess() {
    return new LibraryPlaces(
        System.getenv(), Path.of(System.getProperty("user.home")), Path.of("/"));
  }

  /** Where NVRTC may lie, in the order of the search; a * stands for any name. */
  List<String> nvrtc() {
    List<String> places = new ArrayList<>(List.of("$" + NVRTC_FOLDER));
    places.addAll(engine());
    places.addAll(
        List.of(
            "$ENGINE_CACHE_DIR/pytorch/*-cu*",
            "$DJL_CACHE_DIR/pytorch/*-cu*",
            "~/.djl.ai/pytorch/*-cu*"));
    for (String toolkit : List.of("$CUDA_HOME", "$CUDA_PATH")) {
      places.addAll(
          List.of(toolkit + "/lib64", toolkit + "/lib", toolkit + "/targets/*-linux/lib"));
    }
    PYTHON.forEach(python -> IN_PYTHON.forEach(folder -> places.add(python + folder)));
    places.add("$CONDA_PREFIX/lib");
    places.addAll(searchPath());
    places.addAll(SYSTEM);
    return places.stream().flatMap(place -> resolved(place).stream()).distinct().toList();
  }

  /** The folders that exist at a place, in reverse alphabetical order: newest version first. */
  List<Path> folders(String place) {
    List<Path> folders = List.of(place.startsWith("/") ? root : Path.of(""));
    for (String part : place.split("/")) {
      if (!part.isEmpty()) {
        folders = folders.stream().flatMap(folder -> children(folder, part).stream()).toList();
      }
    }
    return folders.stream().filter(Files::isDirectory).toList();
  }

  /** The entries of a folder that a glob describes, in reverse alphabetical order. */
  static List<Path> children(Path folder, String glob) {
    if (!glob.contains("*")) {
      return List.of(folder.resolve(glob));
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      List<Path> found = new ArrayList<>();
      stream.forEach(found::add);
      found.sort((a, b) -> b.getFileName().toString().compareTo(a.getFileName().toString()));
      return found;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Folders and libraries, as DJL takes them. */
  private List<String> engine() {
    String path = environment.getOrDefault("PYTORCH_LIBRARY_PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(place -> !place.isBlank())
        .map(Path::of)
        .map(place -> Files.isRegularFile(place) ? place.toAbsolutePath().getParent() : place)
        .map(Path::toString)
        .toList();
  }

  private List<String> searchPath() {
    String path = environment.getOrDefault("LD_LIBRARY_PATH", "");
    return Stream.of(path.split(":")).filter(folder -> folder.startsWith("/")).toList();
  }

  // Empty where a variable is not set.
  private List<String> resolved(String place) {
    if (place.startsWith("~")) {
      return List.of(home + place.substring(1));
    }
    if (!place.startsWith("$")) {
      return List.of(place);
    }
    int end = place.indexOf('/') < 0 ? place.length() : place.indexOf('/');
    String value = environment.get(place.substring(1, end));
    return value == null || value.isBlank() ? List.of() : List.of(value + place.substring(end));
  }
}
