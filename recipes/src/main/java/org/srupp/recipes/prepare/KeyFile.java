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
import java.util.SortedMap;
import java.util.TreeMap;
import org.srupp.recipes.run.DataFile;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** A preparation's key as a file. */
final class KeyFile {
  static final String MARKER = "prepared.json";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private KeyFile() {}

  static void write(Path file, PreparationKey key) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    ObjectNode settings = root.putObject("settings");
    key.settings().forEach(settings::put);
    root.set("inputs", JSON.valueToTree(key.inputs()));
    AtomicFiles.writeText(file, JSON.writeValueAsString(root) + "\n");
  }

  static PreparationKey read(Path file) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
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
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + ": is damaged (" + e.getOriginalMessage() + "); prepare the corpus again", e);
    }
  }
}
