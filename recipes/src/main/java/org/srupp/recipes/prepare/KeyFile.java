package org.srupp.recipes.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.srupp.recipes.run.DataFile;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** A preparation's key as a file. */
final class KeyFile {
  static final String MARKER = "prepared.json";

  private static final String CHECKSUMS = "checksums";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private KeyFile() {}

  /**
   * Writes the file.
   *
   * @param checksums of the tokenizer files beside it, by name; may be empty
   */
  static void write(Path file, PreparationKey key, Map<String, String> checksums)
      throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    ObjectNode settings = root.putObject("settings");
    key.settings().forEach(settings::put);
    root.set("inputs", JSON.valueToTree(key.inputs()));
    if (!checksums.isEmpty()) {
      root.set(CHECKSUMS, JSON.valueToTree(checksums));
    }
    AtomicFiles.writeText(file, JSON.writeValueAsString(root) + "\n");
  }

  /** The checksums of tokenizer files that a file keeps; none if it was written before. */
  static Map<String, String> checksums(Path file) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    tree(file)
        .path(CHECKSUMS)
        .properties()
        .forEach(e -> checksums.put(e.getKey(), e.getValue().asText()));
    return checksums;
  }

  static PreparationKey read(Path file) throws IOException {
    JsonNode root = tree(file);
    if (root.path("version").asInt() != VERSION) {
      throw new IOException(
          file
              + ": has version "
              + root.path("version").asText()
              + ", this program reads version "
              + VERSION
              + "; prepare the corpus again");
    }
    SortedMap<String, String> settings = new TreeMap<>();
    root.path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    List<DataFile> inputs = new ArrayList<>();
    for (JsonNode input : root.path("inputs")) {
      inputs.add(
          new DataFile(
              input.path("path").asText(),
              input.path("bytes").asLong(),
              input.path("lines").asLong(),
              input.path("sha256").asText()));
    }
    return new PreparationKey(settings, inputs);
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + ": is damaged (" + e.getOriginalMessage() + "); prepare the corpus again", e);
    }
  }
}
