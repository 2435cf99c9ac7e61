package org.srupp.recipes.prepare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.recipes.corpora.Drop;

/**
 * Keeps account of what is left out while a corpus is read: every line in {@code dropped.tsv}
 * (part, line number from 1, reason, figures), counts and the first lines in {@code drops.json},
 * sentences in {@code notes.txt}.
 */
public final class DropReport implements AutoCloseable {
  static final String DROPS = "drops.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final BufferedWriter all;
  private final Map<String, PartCounts> parts = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** Starts the files in an existing folder. */
  public DropReport(Path folder) throws IOException {
    this.folder = folder;
    this.all = Files.newBufferedWriter(folder.resolve("dropped.tsv"));
    all.write("part\tline\treason\tdetail\n");
  }

  /** A line that is left out. */
  public void drop(Drop drop) throws IOException {
    all.write(
        drop.part() + "\t" + drop.line() + "\t" + drop.reason().label() + "\t" + drop.detail());
    all.write('\n');
    part(drop.part()).drop(drop.reason(), drop.line());
  }

  /** A part of so many lines has been read. */
  public void end(String part, long lines) {
    part(part).end(lines);
  }

  /** What was decided. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  private PartCounts part(String name) {
    return parts.computeIfAbsent(name, PartCounts::new);
  }

  /** What was dropped and decided, one sentence each. */
  public List<String> notes() {
    List<String> sentences = new ArrayList<>();
    parts.values().forEach(part -> sentences.addAll(part.notes()));
    sentences.addAll(notes);
    return sentences;
  }

  /** Writes counts and sentences; every part has been read. */
  public void finish() throws IOException {
    all.close();
    Files.write(folder.resolve("notes.txt"), notes());
    JSON.writeValue(folder.resolve(DROPS).toFile(), json());
  }

  private ArrayNode json() {
    ArrayNode list = JSON.createArrayNode();
    for (PartCounts counts : parts.values()) {
      ObjectNode part = list.addObject().put("part", counts.part()).put("lines", counts.lines());
      part.put("kept", counts.lines() - counts.droppedLines());
      ObjectNode dropped = part.putObject("dropped");
      counts
          .dropped()
          .forEach(
              (reason, lines) -> {
                ObjectNode one = dropped.putObject(reason.label()).put("count", lines.count());
                ArrayNode numbers = one.putArray("lines");
                lines.lines().forEach(numbers::add);
              });
    }
    return list;
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
