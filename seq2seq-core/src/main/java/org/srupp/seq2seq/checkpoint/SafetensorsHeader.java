package org.srupp.seq2seq.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the JSON header of a safetensors file says, checked for contradictions.
 *
 * @param tensors by name, in the header's order
 */
record SafetensorsHeader(Map<String, Place> tensors, Map<String, String> metadata) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a tensor's bytes lie in the data section: from {@code begin} to before {@code end}. */
  record Place(TensorLayout layout, long begin, long end) {}

  /**
   * Reads the header and checks it for itself; the size of the data is the caller's to compare.
   *
   * @throws CheckpointException on the first mistake, naming file and tensor
   */
  static SafetensorsHeader parse(Path file, byte[] header) {
    SafetensorsHeader parsed = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
    try (JsonParser parser = JSON.createParser(header)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CheckpointException(
            file + " is not a safetensors file: its header is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        parsed.add(file, name, parser.readValueAsTree());
      }
      if (parser.nextToken() != null) {
        throw new CheckpointException(
            file + " is not a safetensors file: something follows the JSON of its header");
      }
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file + " is not a safetensors file: its header is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new CheckpointException(
          file + " is not a safetensors file: its header is not text: " + e.getMessage());
    }
    parsed.requireNoGaps(file);
    return parsed;
  }

  private void add(Path file, String name, JsonNode value) {
    if (name.equals(SafetensorsFormat.METADATA)) {
      addMetadata(file, value);
      return;
    }
    Place place = place(file + ": tensor " + name, value);
    if (tensors.put(name, place) != null) {
      throw new CheckpointException(file + ": tensor " + name + " stands twice in the header");
    }
  }

  private void addMetadata(Path file, JsonNode value) {
    if (!value.isObject()) {
      throw new CheckpointException(
          file + ": " + SafetensorsFormat.METADATA + " is not an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new CheckpointException(
            file + ": " + SafetensorsFormat.METADATA + "." + entry.getKey() + " is not a text");
      }
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
  }

  private static Place place(String where, JsonNode value) {
    TensorType dtype = dtype(where, value.path("dtype"));
    long[] shape = longs(where, "shape", value.path("shape"));
    long[] offsets = longs(where, "data_offsets", value.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw new CheckpointException(
          where + ": data_offsets " + Arrays.toString(offsets) + " are not a begin and an end");
    }
    TensorLayout layout = new TensorLayout(dtype, shape);
    long found = offsets[1] - offsets[0];
    try {
      if (layout.byteSize() == found) {
        return new Place(layout, offsets[0], offsets[1]);
      }
    } catch (ArithmeticException e) {
      throw new CheckpointException(where + ": " + layout + " is larger than any file");
    }
    throw new CheckpointException(
        where
            + ": "
            + layout
            + " needs "
            + layout.byteSize()
            + " bytes, data_offsets give it "
            + found);
  }

  private static TensorType dtype(String where, JsonNode value) {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(value.textValue())) {
        return type;
      }
    }
    throw new CheckpointException(
        where
            + ": unknown dtype "
            + value
            + ", expected one of "
            + Arrays.toString(TensorType.values()));
  }

  private static long[] longs(String where, String field, JsonNode value) {
    if (!value.isArray()) {
      throw new CheckpointException(where + ": " + field + " is not a list of sizes");
    }
    long[] longs = new long[value.size()];
    for (int i = 0; i < longs.length; i++) {
      JsonNode each = value.get(i);
      if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < 0) {
        throw new CheckpointException(
            where + ": " + field + " has " + each + " where a size from 0 up is expected");
      }
      longs[i] = each.longValue();
    }
    return longs;
  }

  /**
   * Sorted by place, every tensor must begin where the one before ends: neither overlaps nor bytes
   * that belong to none.
   */
  private void requireNoGaps(Path file) {
    List<Map.Entry<String, Place>> sorted =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Place> t) -> t.getValue().begin())
                    .thenComparingLong(t -> t.getValue().end()))
            .toList();
    long at = 0;
    for (Map.Entry<String, Place> tensor : sorted) {
      long begin = tensor.getValue().begin();
      if (begin != at) {
        throw new CheckpointException(
            file
                + ": tensor "
                + tensor.getKey()
                + " begins at byte "
                + begin
                + " of the data, "
                + (begin < at
                    ? "inside the tensor before, which ends at "
                    : "the tensor before ends at ")
                + at);
      }
      at = tensor.getValue().end();
    }
  }

  /** Bytes of data that the tensors take together. */
  long dataBytes() {
    return tensors.values().stream().mapToLong(Place::end).max().orElse(0);
  }
}
