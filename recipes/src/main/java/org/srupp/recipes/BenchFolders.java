package org.srupp.recipes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model folders that a measurement's command line names. */
final class BenchFolders {

  /**
   * One of them.
   *
   * @param name what the table calls it
   * @param folder of the model or of a run
   */
  record Named(String name, Path folder) {}

  private BenchFolders() {}

  /**
   * Reads {@code --model}.
   *
   * @param models {@code FOLDER} or {@code NAME=FOLDER} each
   * @throws IllegalArgumentException if two have one name
   */
  static List<Named> of(List<String> models) {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String model : models) {
      String[] parts = model.strip().split("=", 2);
      Path folder = Path.of(parts[parts.length - 1]);
      if (folders.put(parts[0], folder) != null) {
        throw new IllegalArgumentException(
            "--model names "
                + parts[0]
                + " twice; give one of them another name, as in a="
                + folder);
      }
    }
    List<Named> named = new ArrayList<>();
    folders.forEach((name, folder) -> named.add(new Named(name, folder)));
    return named;
  }
}
