package org.srupp.seq2seq.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * {@code state.json} of a checkpoint: the training state, the checkpoint's own numbers, and a
 * checksum of both.
 *
 * @param step updates done
 * @param bestStep updates done at the best checkpoint so far, this one included; -1 when none was
 *     judged
 */
record StateFile(long step, long bestStep, TrainingState training) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  void write(Path file) {
    ObjectNode state = toJson();
    ObjectNode root = JSON.createObjectNode().put("crc32c", checksum(state)).set("state", state);
    AtomicFiles.writeText(file, root.toPrettyString() + "\n");
  }

  /**
   * @throws CheckpointException if the file is missing, damaged or not such a file
   */
  static StateFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(file + " does not exist");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    }
    try {
      JsonNode root = JSON.readTree(bytes);
      JsonNode state = root.path("state");
      String found = checksum(state);
      if (!found.equals(root.path("crc32c").textValue())) {
        throw new CheckpointException(
            file
                + " is damaged: the CRC-32C of its state is "
                + found
                + ", expected "
                + root.path("crc32c"));
      }
      return fromJson(file, state);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(file + " is damaged: not JSON: " + e.getOriginalMessage());
    } catch (IOException e) { // bytes that are no text; nothing is read from the disk any more
      throw new CheckpointException(file + " is damaged: not text: " + e.getMessage());
    }
  }

  private ObjectNode toJson() {
    ObjectNode state = JSON.createObjectNode().put("step", step).put("best_step", bestStep);
    ObjectNode longs = state.putObject("longs");
    training.longs().forEach((name, value) -> longs.put(name, (long) value));
    ObjectNode doubles = state.putObject("doubles");
    // Double.toString is the shortest text that parses back to the same bits, and has names for
    // what JSON has not.
    training.doubles().forEach((name, value) -> doubles.put(name, Double.toString(value)));
    ObjectNode texts = state.putObject("texts");
    training.texts().forEach(texts::put);
    return state;
  }

  private static StateFile fromJson(Path file, JsonNode state) {
    TrainingState.Builder training = TrainingState.builder();
    try {
      for (Map.Entry<String, JsonNode> entry : state.path("longs").properties()) {
        training.put(entry.getKey(), entry.getValue().longValue());
      }
      for (Map.Entry<String, JsonNode> entry : state.path("doubles").properties()) {
        training.put(entry.getKey(), Double.parseDouble(entry.getValue().asText()));
      }
      for (Map.Entry<String, JsonNode> entry : state.path("texts").properties()) {
        training.put(entry.getKey(), entry.getValue().textValue());
      }
    } catch (NumberFormatException e) {
      throw new CheckpointException(file + " has a value that is no number: " + e.getMessage());
    }
    return new StateFile(
        state.path("step").asLong(), state.path("best_step").asLong(), training.build());
  }

  /** Of the compact form, so that the layout of the file does not matter. */
  private static String checksum(JsonNode state) {
    CRC32C checksum = new CRC32C();
    checksum.update(state.toString().getBytes(StandardCharsets.UTF_8));
    return SafetensorsWriter.hex(checksum);
  }
}
