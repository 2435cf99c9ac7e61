package org.srupp.recipes.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code key.path=value} arguments over what a file says. */
final class Overrides {
  private Overrides() {}

  static void apply(List<String> overrides, Node.Mapping root, Mistakes mistakes) {
    Set<String> seen = new HashSet<>();
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        mistakes.add(
            Place.COMMAND_LINE,
            "expected key.path=value, as in model.dropout=0.1, found " + override);
        continue;
      }
      String path = override.substring(0, equals).strip();
      if (!seen.add(path)) {
        mistakes.add(Place.COMMAND_LINE, path + " is given twice");
        continue;
      }
      put(root, path, override.substring(equals + 1), mistakes);
    }
  }

  private static void put(Node.Mapping root, String path, String text, Mistakes mistakes) {
    String[] keys = path.split("\\.", -1);
    Node.Mapping section = root;
    for (int i = 0; i + 1 < keys.length; i++) {
      Node next =
          section.entries().computeIfAbsent(keys[i], key -> Node.Mapping.empty(Place.COMMAND_LINE));
      if (!(next instanceof Node.Mapping mapping)) {
        mistakes.add(
            Place.COMMAND_LINE, "unknown key " + path + "; " + keys[i] + " has no keys below it");
        return;
      }
      section = mapping;
    }
    section.entries().put(keys[keys.length - 1], value(text));
  }

  // Brackets make a list, as in YAML; everything else is taken to the letter.
  private static Node value(String text) {
    String bare = text.strip();
    if (!bare.startsWith("[") || !bare.endsWith("]")) {
      return new Node.Scalar(Place.COMMAND_LINE, text, false);
    }
    List<Node> items = new ArrayList<>();
    String inside = bare.substring(1, bare.length() - 1).strip();
    if (!inside.isEmpty()) {
      for (String item : inside.split(",", -1)) {
        items.add(new Node.Scalar(Place.COMMAND_LINE, item.strip(), item.isBlank()));
      }
    }
    return new Node.Sequence(Place.COMMAND_LINE, items);
  }
}
