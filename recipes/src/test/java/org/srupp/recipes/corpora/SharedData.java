package org.srupp.recipes.corpora;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real text that lies beside the project and not in it: {@code ../shared/data}, or the folder that
 * the property {@code srupp.shared.data} names. Tests that need it run where it is.
 */
public final class SharedData {
  private SharedData() {}

  /** The folder; null where there is none. */
  public static Path folder() {
    String named = System.getProperty("srupp.shared.data");
    if (named != null) {
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/data");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }

  /** For {@code @EnabledIf}. */
  public static boolean isThere() {
    return folder() != null && Files.isDirectory(folder());
  }
}
