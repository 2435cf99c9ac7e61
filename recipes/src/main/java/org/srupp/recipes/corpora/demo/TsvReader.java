package org.srupp.recipes.corpora.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a table of tab-separated columns, one record a line; lines with # are comments. */
final class TsvReader {
  private TsvReader() {}

  /**
   * Reads a resource that lies beside the lexicon.
   *
   * @throws IllegalArgumentException if lines are wrong; the message names every one of them
   */
  static <T> List<T> resource(String name, int columns, Function<String[], T> row) {
    try (InputStream in = TsvReader.class.getResourceAsStream("/corpora/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "corpora/demo/" + name + " is missing from the jar; build the recipes module again");
      }
      return read(
          name,
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
          columns,
          row);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  static <T> List<T> read(
      String name, BufferedReader reader, int columns, Function<String[], T> row)
      throws IOException {
    List<T> rows = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (cells.length != columns) {
        wrong.add(
            name + ", line " + number + ": " + cells.length + " columns, expected " + columns);
        continue;
      }
      try {
        rows.add(row.apply(cells));
      } catch (IllegalArgumentException e) {
        wrong.add(name + ", line " + number + ": " + e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
    return rows;
  }
}
