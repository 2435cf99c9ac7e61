package org.srupp.seq2seq.torch;

import ai.djl.pytorch.jni.LibUtils;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where libtorch's libraries lie. DJL's engine unpacks them into its cache at the first start; from
 * then on they are found here without starting it, which takes as long as a short translation.
 */
final class EngineFolder {
  private static final String PROPERTIES = "native/lib/pytorch.properties";

  /** Settings that make DJL look elsewhere, as environment variable or system property. */
  private static final List<String> ELSEWHERE =
      List.of(
          "PYTORCH_LIBRARY_PATH",
          "PYTORCH_VERSION",
          "PYTORCH_FLAVOR",
          "ENGINE_CACHE_DIR",
          "DJL_CACHE_DIR");

  private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

  private static final String UNNEEDED =
      "{libcufile_rdma,libtorchbind_test,libjitbackend_test,libbackend_with_compiler,libaoti_custom_ops}*";

  private EngineFolder() {}

  /** The folder; unpacks the libraries if that has not happened yet. */
  static Path find() {
    settle();
    return unpacked(Path.of(System.getProperty("user.home")), System.getenv())
        .orElseGet(
            () -> {
              LibUtils.loadLibrary();
              return Path.of(LibUtils.getLibtorchPath());
            });
  }

  /**
   * Makes DJL load the libraries of a folder, if the user names no other. Its own search for a card
   * needs CUDA's runtime library, and takes the processor's build where that is not on the path.
   */
  static void use(Path folder) {
    setUnlessGiven(LIBRARY_PATH, folder.toString());
    settle();
  }

  /** Tells DJL of the folder that the user names what it does not find out by itself. */
  static void settle() {
    String given = given(LIBRARY_PATH);
    if (given != null && !given.isBlank()) {
      settings(Path.of(given.split(File.pathSeparator)[0])).forEach(EngineFolder::setUnlessGiven);
    }
  }

  /**
   * DJL's settings for libraries in a folder: which build they are, for which it would take one of
   * an older compiler's, and what it must not load.
   */
  static Map<String, String> settings(Path given) {
    Path folder = Files.isRegularFile(given) ? given.toAbsolutePath().getParent() : given;
    boolean cuda = Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
    return Map.of(
        "PYTORCH_FLAVOR",
        cuda ? "cu128" : "cpu",
        "PYTORCH_LIBRARY_EXCLUSION",
        String.join(",", unneeded(folder)),
        "jna.library.path",
        folder.toString());
  }

  /**
   * Libraries of the folder that nothing here uses and that may not load: DJL loads every file that
   * it is not told to leave out. The first needs RDMA's libraries, which few machines have.
   */
  private static List<String> unneeded(Path folder) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, UNNEEDED)) {
      List<String> names = new ArrayList<>();
      stream.forEach(path -> names.add(path.getFileName().toString()));
      return names.stream().sorted().toList();
    } catch (IOException e) {
      return List.of(); // DJL says what is wrong with the folder
    }
  }

  private static String given(String name) {
    return System.getProperty(name, System.getenv(name));
  }

  private static void setUnlessGiven(String name, String value) {
    if (given(name) == null) {
      System.setProperty(name, value);
    }
  }

  /**
   * Where DJL would unpack the one library for processors on the class path, if it has.
   *
   * @param home the user's folder
   * @param environment of the process
   */
  static Optional<Path> unpacked(Path home, Map<String, String> environment) {
    if (ELSEWHERE.stream()
        .anyMatch(name -> environment.containsKey(name) || System.getProperty(name) != null)) {
      return Optional.empty();
    }
    try {
      Enumeration<URL> found = EngineFolder.class.getClassLoader().getResources(PROPERTIES);
      if (!found.hasMoreElements()) {
        return Optional.empty();
      }
      Properties library = read(found.nextElement());
      return found.hasMoreElements() ? Optional.empty() : folder(home, library);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + PROPERTIES + " of the class path", e);
    }
  }

  private static Properties read(URL url) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(in);
    }
    return properties;
  }

  private static Optional<Path> folder(Path home, Properties library) {
    String version = library.getProperty("version", "");
    String flavor = library.getProperty("flavor", "");
    if (!version.startsWith(TorchLibrary.TESTED_VERSION) || !flavor.equals("cpu")) {
      return Optional.empty();
    }
    String name = version + '-' + flavor + '-' + library.getProperty("classifier");
    Path folder = home.resolve(".djl.ai/pytorch").resolve(name);
    // DJL moves the folder into place when it is complete.
    return Files.exists(folder.resolve(System.mapLibraryName("torch")))
        ? Optional.of(folder)
        : Optional.empty();
  }
}
