package org.srupp.recipes.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** The JSON file of a measurement. */
final class JsonReport {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writerWithDefaultPrettyPrinter();

  private JsonReport() {}

  /** Writes a report's components, whole or not at all. */
  static void write(Path file, Record report) {
    try {
      AtomicFiles.writeText(file, JSON.writeValueAsString(report) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures and texts have a JSON form", e);
    }
  }
}
