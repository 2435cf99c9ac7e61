package org.srupp.recipes.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record as JSON and back; the reader leaves keys alone that it does not know. */
final class DescriptionFile {
  private static final String CHECKSUMS = "checksums";

  private DescriptionFile() {}

  /**
   * The file's text.
   *
   * @param checksums of files beside it, by name; the key is left out if there are none
   */
  static String write(Record description, Map<String, String> checksums) {
    Map<String, Object> tree = tree(description);
    if (!checksums.isEmpty()) {
      tree.put(CHECKSUMS, checksums);
    }
    try {
      // Made here, because reading, which is waited for, needs none.
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
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

  /**
   * Reads a file.
   *
   * @param defaults fill the keys that a section lacks; no section may be missing
   * @throws RecipeException if a key is missing or wrong; a line for each mistake
   * @throws IOException if the file cannot be read
   */
  static <T extends Record> T read(Path file, T defaults) throws IOException {
    Mistakes mistakes = new Mistakes();
    Node.Mapping root = root(file, mistakes);
    mistakes.throwIfAny();
    Node.Mapping known = Node.Mapping.empty(root.place());
    for (var component : defaults.getClass().getRecordComponents()) {
      String key = component.getName();
      root.get(key)
          .ifPresentOrElse(
              value -> known.entries().put(key, value),
              () -> mistakes.add(root.place(), "lacks the key " + key));
    }
    T description = new RecordBinder(mistakes, defaults).bind(known, defaults, "");
    mistakes.throwIfAny();
    return description;
  }

  /** The checksums that a file keeps of those beside it; none where it was written without. */
  static Map<String, String> checksums(Path file) throws IOException {
    Map<String, String> checksums = new LinkedHashMap<>();
    if (root(file, new Mistakes()).get(CHECKSUMS).orElse(null) instanceof Node.Mapping section) {
      section.entries().forEach((name, value) -> checksums.put(name, value.describe()));
    }
    return checksums;
  }

  /** The file's tree; empty, with the reason among the mistakes, where it has none. */
  static Node.Mapping root(Path file, Mistakes mistakes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = RecipeText.read(file.toString(), in, mistakes);
      return mistakes.count() > 0
          ? Node.Mapping.empty(new Place(file.toString(), 0))
          : TreeReader.readJson(file.toString(), text, mistakes);
    }
  }
}
