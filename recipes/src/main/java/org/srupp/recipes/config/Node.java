package org.srupp.recipes.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value as written, with its place; what type it should have is not known yet. */
sealed interface Node {
  Place place();

  /** What a message calls it. */
  String describe();

  /** Keys and values in the order of the file; overrides change it in place. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {
    static Mapping empty(Place place) {
      return new Mapping(place, new LinkedHashMap<>());
    }

    Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    @Override
    public String describe() {
      return "a section of keys";
    }
  }

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Text, as written; {@code empty} where the key has no value at all. */
  record Scalar(Place place, String text, boolean empty) implements Node {
    @Override
    public String describe() {
      if (empty) {
        return "nothing";
      }
      return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
  }
}
