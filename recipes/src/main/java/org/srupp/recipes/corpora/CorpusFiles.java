package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.srupp.recipes.corpora.archive.FileReasons;

/** Finds the files of a corpus in a folder. */
final class CorpusFiles {
  /** Official archives unpack into two levels of folders at most. */
  private static final int DEPTH = 3;

  private CorpusFiles() {}

  /**
   * Finds every file, plain or with .gz.
   *
   * @param advice where to get the files, for the message
   * @return path by name
   * @throws CorpusException naming all missing files
   */
  static Map<String, Path> find(Path folder, List<String> names, String advice) {
    Map<String, Path> found = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      Optional<Path> file = optional(folder, name);
      if (file.isPresent()) {
        found.put(name, file.get());
      } else {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new CorpusException(
          folder + ": missing " + String.join(", ", missing) + " (plain or .gz); " + advice);
    }
    return found;
  }

  /** The file in the folder, plain or with .gz. */
  static Optional<Path> optional(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The files below a folder whose names are wanted, sorted by name. */
  static List<Path> below(Path folder, Predicate<String> wanted) {
    try (Stream<Path> tree = Files.walk(folder, DEPTH)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> wanted.test(file.getFileName().toString()))
          .sorted((a, b) -> a.getFileName().compareTo(b.getFileName()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + FileReasons.of(e), e);
    }
  }

  /** Refuses a split of the wrong size. */
  static void requireCount(Path data, String what, long found, long expected) {
    if (found != expected) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s: %s has %,d pairs, expected %,d; the files are not the official release, or not whole",
              data,
              what,
              found,
              expected));
    }
  }

  /** Refuses a path that is nothing. */
  static void requireExists(Path data, String advice) {
    if (!Files.exists(data)) {
      throw new CorpusException("no such file or folder: " + data + "; " + advice);
    }
  }
}
