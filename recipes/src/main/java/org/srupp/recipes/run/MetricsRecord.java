package org.srupp.recipes.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code log.jsonl}.
 *
 * @param step updates done
 * @param epoch passes over the data begun, from 1
 * @param elapsedSeconds training time since the run began, over all its resumptions
 * @param values what was measured at this step; a value that is not finite is written as null and
 *     read as NaN
 * @param samples translations of validation sentences, empty where there was no validation
 */
public record MetricsRecord(
    long step,
    long epoch,
    double elapsedSeconds,
    Map<MetricKey, Double> values,
    List<SampleTranslation> samples) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double SECONDS_PER_MINUTE = 60;

  public MetricsRecord {
    Map<MetricKey, Double> sorted = new EnumMap<>(MetricKey.class);
    sorted.putAll(values);
    values = Collections.unmodifiableMap(sorted);
    samples = List.copyOf(samples);
  }

  /** A record without samples. */
  public MetricsRecord(
      long step, long epoch, double elapsedSeconds, Map<MetricKey, Double> values) {
    this(step, epoch, elapsedSeconds, values, List.of());
  }

  /** The same in minutes. */
  double elapsedMinutes() {
    return elapsedSeconds / SECONDS_PER_MINUTE;
  }

  /** One line of JSON, without its end. */
  String toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", step).put("epoch", epoch).put("elapsed_seconds", elapsedSeconds);
    values.forEach(
        (key, value) -> {
          if (Double.isFinite(value)) {
            json.put(key.field(), value);
          } else {
            json.putNull(key.field());
          }
        });
    if (!samples.isEmpty()) {
      ArrayNode array = json.putArray("samples");
      for (SampleTranslation sample : samples) {
        array
            .addObject()
            .put("source", sample.source())
            .put("reference", sample.reference())
            .put("translation", sample.translation());
      }
    }
    return json.toString();
  }

  /**
   * @throws IOException if the line is not JSON or not such a record
   */
  static MetricsRecord parse(String line) throws IOException {
    JsonNode json = JSON.readTree(line);
    if (!json.path("step").isIntegralNumber() || !json.path("elapsed_seconds").isNumber()) {
      throw new IOException("no step or no elapsed_seconds in it");
    }
    Map<MetricKey, Double> values = new EnumMap<>(MetricKey.class);
    for (MetricKey key : MetricKey.values()) {
      if (json.has(key.field())) {
        values.put(key, json.get(key.field()).asDouble(Double.NaN));
      }
    }
    List<SampleTranslation> samples = new ArrayList<>();
    for (JsonNode sample : json.path("samples")) {
      samples.add(
          new SampleTranslation(
              sample.path("source").asText(),
              sample.path("reference").asText(),
              sample.path("translation").asText()));
    }
    return new MetricsRecord(
        json.get("step").longValue(),
        json.path("epoch").asLong(),
        json.get("elapsed_seconds").asDouble(),
        values,
        samples);
  }
}
