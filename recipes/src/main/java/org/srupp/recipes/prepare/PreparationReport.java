package org.srupp.recipes.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.srupp.recipes.corpora.CorpusCard;
import org.srupp.recipes.run.DataFile;

/**
 * The report of a preparation: {@code report.json} for programs, {@code report.txt} for people.
 * Equal preparations write equal reports: nothing in them is a time.
 */
public final class PreparationReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int SHOWN_LINES = 20;

  private final CorpusCard card;
  private final List<DataFile> inputs;
  private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();

  public PreparationReport(CorpusCard card, List<DataFile> inputs) {
    this.card = card;
    this.inputs = List.copyOf(inputs);
  }

  /**
   * A count of what was made.
   *
   * @param of what, as in {@code train}
   * @param what counted, as in {@code source tokens}
   */
  public void count(String of, String what, long count) {
    counts.computeIfAbsent(of, absent -> new LinkedHashMap<>()).put(what, count);
  }

  /**
   * Writes both files; those of a {@link DropReport} in the folder are read, and its {@code
   * drops.json} becomes a part of the report.
   */
  public void write(Path folder) throws IOException {
    Path drops = folder.resolve(DropReport.DROPS);
    JsonNode parts = Files.exists(drops) ? JSON.readTree(drops.toFile()) : JSON.createArrayNode();
    List<String> notes =
        Files.exists(folder.resolve("notes.txt"))
            ? Files.readAllLines(folder.resolve("notes.txt"))
            : List.of();
    JSON.writeValue(folder.resolve("report.json").toFile(), json(parts, notes));
    Files.writeString(folder.resolve("report.txt"), text(parts, notes));
    Files.deleteIfExists(drops);
  }

  private ObjectNode json(JsonNode parts, List<String> notes) {
    ObjectNode root = JSON.createObjectNode();
    root.set("corpus", JSON.valueToTree(card));
    root.set("inputs", JSON.valueToTree(inputs));
    root.set("parts", parts);
    root.set("counts", JSON.valueToTree(counts));
    root.set("notes", JSON.valueToTree(notes));
    return root;
  }

  private String text(JsonNode parts, List<String> notes) {
    StringBuilder text = new StringBuilder();
    line(text, "corpus    %s", card.name());
    line(text, "source    %s", card.source());
    line(text, "licence   %s", card.licence());
    line(text, "expected  %s", card.expected());
    for (DataFile input : inputs) {
      line(
          text, "input     %s: %,d bytes, SHA-256 %s", input.path(), input.bytes(), input.sha256());
    }
    counts.forEach((of, made) -> line(text, "%-9s %s", of, counted(made)));
    for (JsonNode part : parts) {
      line(text, "%nread      %s", part.path("part").asText());
      line(
          text,
          "          %,d lines, %,d kept",
          part.path("lines").asLong(),
          part.path("kept").asLong());
      part.path("dropped").properties().forEach(e -> dropped(text, e.getKey(), e.getValue()));
    }
    text.append('\n');
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private static String counted(Map<String, Long> made) {
    return made.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static void dropped(StringBuilder text, String reason, JsonNode lines) {
    long count = lines.path("count").asLong();
    String first =
        StreamSupport.stream(lines.path("lines").spliterator(), false)
            .limit(SHOWN_LINES)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    String more =
        count > SHOWN_LINES
            ? String.format(Locale.ROOT, ", and %,d more in dropped.tsv", count - SHOWN_LINES)
            : "";
    line(text, "          %,d dropped (%s): lines %s%s", count, reason, first, more);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
