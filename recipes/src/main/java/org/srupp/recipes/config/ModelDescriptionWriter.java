package org.srupp.recipes.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a model folder's {@code config.json}; {@link ModelDescriptionReader} reads an equal record
 * back.
 */
public final class ModelDescriptionWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject
  public ModelDescriptionWriter() {}

  /** The file's text. */
  public String write(ModelDescription description) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(description)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers has a JSON form", e);
    }
  }

  private static Map<String, Object> tree(Record section) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      Object value = Components.get(section, component);
      if (value instanceof Record) {
        value = tree((Record) value);
      } else if (value instanceof Enum) {
        value = Choices.spell((Enum<?>) value);
      }
      tree.put(component.getName(), value);
    }
    return tree;
  }
}
