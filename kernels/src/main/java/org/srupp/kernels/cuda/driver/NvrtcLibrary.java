package org.srupp.kernels.cuda.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of NVRTC and those of its built-in functions beside it, which must be loaded first: it
 * finds them by name alone, and not in its own folder.
 *
 * @param file the compiler
 * @param builtins what it loads when it compiles; may be empty
 */
record NvrtcLibrary(Path file, List<Path> builtins) {
  // libtorch adds a hash to the name; the toolkit has a second variant that it calls alt.
  private static final Pattern COMPILER = Pattern.compile("libnvrtc(-[0-9a-f]+)?\\.so[.0-9]*");
  private static final Pattern BUILTINS =
      Pattern.compile("libnvrtc-builtins(-[0-9a-f]+)?\\.so[.0-9]*");

  /** All that lie at these places, in their order; each file once, by its full name. */
  static List<NvrtcLibrary> find(LibraryPlaces places) {
    List<NvrtcLibrary> found = new ArrayList<>();
    List<Path> seen = new ArrayList<>();
    for (String place : places.nvrtc()) {
      for (Path folder : places.folders(place)) {
        for (Path file : matching(folder, COMPILER)) {
          if (!seen.contains(real(file))) {
            seen.add(real(file));
            found.add(new NvrtcLibrary(file, matching(folder, BUILTINS)));
          }
        }
      }
    }
    return found;
  }

  private static List<Path> matching(Path folder, Pattern name) {
    return LibraryPlaces.children(folder, "libnvrtc*").stream()
        .filter(file -> name.matcher(file.getFileName().toString()).matches())
        .toList();
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }
}
