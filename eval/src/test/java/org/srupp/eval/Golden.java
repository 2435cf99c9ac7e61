package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the folder of sacreBLEU's own numbers; its README has the schema. */
final class Golden {
  /** Plain double arithmetic in the same order: last-place differences of exp and log only. */
  static final double RELATIVE = 1e-9;

  private static final Logger LOG = LoggerFactory.getLogger(Golden.class);
  private static final String FOLDER = "srupp.golden.sacrebleu";
  private static final Map<String, TestSet> SETS = new HashMap<>();

  /** A test set: reference streams with null for what is missing, and systems by name. */
  record TestSet(List<List<String>> references, Map<String, List<String>> systems) {}

  private Golden() {}

  static Path folder() {
    String given = System.getProperty(FOLDER);
    try {
      return given != null
          ? Path.of(given)
          : Path.of(Golden.class.getResource("/sacrebleu").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says how many cases ran; too few mean that the folder or its reader is broken. */
  static void ran(String what, int cases, int atLeast) {
    LOG.info("{}: {} golden cases of sacreBLEU equal", what, cases);
    assertTrue(cases >= atLeast, what + ": " + cases + " cases, expected at least " + atLeast);
  }

  static List<JsonNode> rows(String file) {
    var mapper = new ObjectMapper();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines(folder().resolve(file))) {
      try {
        rows.add(mapper.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(file, e);
      }
    }
    return rows;
  }

  static TestSet set(String name) {
    return SETS.computeIfAbsent(name, Golden::read);
  }

  private static TestSet read(String name) {
    Path sets = folder().resolve("sets");
    return Files.exists(sets.resolve(name + ".jsonl"))
        ? fromJson(rows("sets/" + name + ".jsonl").get(0))
        : fromText(sets.resolve(name));
  }

  private static TestSet fromJson(JsonNode set) {
    List<List<String>> references = new ArrayList<>();
    set.get("ref_streams").forEach(stream -> references.add(texts(stream)));
    Map<String, List<String>> systems = new HashMap<>();
    set.get("sys")
        .properties()
        .forEach(system -> systems.put(system.getKey(), texts(system.getValue())));
    return new TestSet(references, systems);
  }

  private static TestSet fromText(Path folder) {
    List<List<String>> references = new ArrayList<>();
    for (int k = 0; Files.exists(folder.resolve("ref." + k + ".txt")); k++) {
      references.add(lines(folder.resolve("ref." + k + ".txt")));
    }
    Map<String, List<String>> systems = new HashMap<>();
    for (String file : folder.toFile().list()) {
      if (file.startsWith("sys.")) {
        systems.put(file.substring(4, file.length() - 4), lines(folder.resolve(file)));
      }
    }
    return new TestSet(references, systems);
  }

  /** The segments of a record, cut where sacreBLEU stops: at the shortest stream. */
  static TestSet shortest(JsonNode row) {
    TestSet set = set(row.get("set").asText());
    List<List<String>> streams = new ArrayList<>();
    if (row.has("refs")) {
      row.get("refs").forEach(k -> streams.add(set.references().get(k.asInt())));
    } else {
      streams.addAll(set.references());
    }
    List<String> hypotheses = set.systems().get(row.get("sys").asText());
    int size = streams.stream().mapToInt(List::size).min().orElseThrow();
    int end = Math.min(size, hypotheses.size());
    return new TestSet(
        streams.stream().map(stream -> stream.subList(0, end)).toList(),
        Map.of("", hypotheses.subList(0, end)));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.isNull() ? null : text.asText()));
    return texts;
  }

  static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  static boolean close(double expected, double actual) {
    return Math.abs(expected - actual) <= RELATIVE * Math.max(1, Math.abs(expected));
  }

  private static List<String> lines(Path file) {
    try {
      String text = Files.readString(file);
      // Only LF ends a line, and the last line has one.
      return Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
