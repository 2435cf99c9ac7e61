package org.srupp.recipes.corpora;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the files of a corpus in a folder, plain or with .gz. */
final class CorpusFiles {
  private CorpusFiles() {}

  /**
   * Finds every file.
   *
   * @param advice where to get the files, for the message
   * @return path by name
   * @throws CorpusException naming all missing files
   */
  static Map<String, Path> find(Path folder, List<String> names, String advice) {
    Map<String, Path> found = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      Path plain = folder.resolve(name);
      Path packed = folder.resolve(name + ".gz");
      if (Files.isRegularFile(plain)) {
        found.put(name, plain);
      } else if (Files.isRegularFile(packed)) {
        found.put(name, packed);
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

  /** Refuses a split of the wrong size. */
  static void requireCount(Path folder, String what, int found, int expected) {
    if (found != expected) {
      throw new CorpusException(
          folder
              + ": "
              + what
              + " has "
              + found
              + " pairs, expected "
              + expected
              + "; the files are not the official release, or not whole");
    }
  }

  /** Says what a reader dropped; nothing if it dropped nothing. */
  static List<String> notes(String what, ParallelTextReader.Result result) {
    List<String> notes = new ArrayList<>();
    if (result.droppedEmpty() > 0) {
      notes.add(
          what
              + ": dropped "
              + result.droppedEmpty()
              + " of "
              + result.lines()
              + " pairs with an empty line");
    }
    if (result.droppedLong() > 0) {
      notes.add(
          what
              + ": dropped "
              + result.droppedLong()
              + " of "
              + result.lines()
              + " pairs with a line that is too long");
    }
    return notes;
  }
}
