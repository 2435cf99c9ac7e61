package org.srupp.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The golden numbers of the authors' code, from the class path: {@code golden/srupp/cases.json} and
 * a safetensors file a case.
 */
public final class Golden {
  private static final String FOLDER = "/golden/srupp/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  /** All cases of a group (a to h). */
  public static List<GoldenCase> ofGroup(String group) {
    return select("group " + group, node -> node.get("group").asText().equals(group));
  }

  /** All cases of a kind, such as {@code recurrence}. */
  public static List<GoldenCase> ofKind(String kind) {
    return select("kind " + kind, node -> node.get("kind").asText().equals(kind));
  }

  /** The case of this name. */
  public static GoldenCase named(String name) {
    return select("name " + name, node -> node.get("name").asText().equals(name)).get(0);
  }

  private static List<GoldenCase> select(String what, Predicate<JsonNode> filter) {
    List<GoldenCase> cases = new ArrayList<>();
    for (JsonNode node : parse(read("cases.json")).get("cases")) {
      if (filter.test(node)) {
        cases.add(new GoldenCase(node, tensors(node)));
      }
    }
    if (cases.isEmpty()) {
      // An empty list would let a parameterized test pass without a single comparison.
      throw new IllegalArgumentException("golden/srupp/cases.json: no case with " + what);
    }
    return cases;
  }

  private static Map<String, GoldenTensor> tensors(JsonNode description) {
    ByteBuffer file =
        ByteBuffer.wrap(read(description.get("file").asText())).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[Math.toIntExact(file.getLong())];
    file.get(header);
    JsonNode entries = parse(header);
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, GoldenTensor> tensors = new LinkedHashMap<>();
    description
        .get("tensors")
        .fieldNames()
        .forEachRemaining(name -> tensors.put(name, tensor(entries.get(name), data)));
    return tensors;
  }

  private static GoldenTensor tensor(JsonNode entry, ByteBuffer data) {
    String dtype = entry.get("dtype").asText();
    long[] shape = new long[entry.get("shape").size()];
    int size = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = entry.get("shape").get(i).asLong();
      size = Math.toIntExact(size * shape[i]);
    }
    int start = entry.get("data_offsets").get(0).asInt();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (dtype) {
            case "F64" -> data.getDouble(start + 8 * i);
            case "F32" -> data.getFloat(start + 4 * i);
            case "I64" -> data.getLong(start + 8 * i);
            case "BOOL" -> data.get(start + i);
            default ->
                throw new IllegalArgumentException(
                    "golden: dtype " + dtype + ", expected F64, F32, I64 or BOOL");
          };
    }
    return new GoldenTensor(dtype, shape, values);
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String file) {
    try (InputStream in = Golden.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "class path: no " + FOLDER + file + ", expected in the test-jar of kernels");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
