package org.srupp.seq2seq.torch;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private EngineFolder() {}

  /** The folder; unpacks the libraries if that has not happened yet. */
  static Path find() {
    return unpacked(Path.of(System.getProperty("user.home")), System.getenv())
        .orElseGet(
            () -> {
              LibUtils.loadLibrary();
              return Path.of(LibUtils.getLibtorchPath());
            });
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
