package org.srupp.recipes.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a record from nodes and defaults by walking its components; collects every mistake on the
 * way.
 */
final class RecordBinder {
  private final Mistakes mistakes;
  private final List<String> knownPaths;

  RecordBinder(Mistakes mistakes, Record defaults) {
    this.mistakes = mistakes;
    this.knownPaths = new ArrayList<>();
    collectPaths(defaults, "", knownPaths);
  }

  private static void collectPaths(Record record, String prefix, List<String> paths) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      paths.add(prefix + component.getName());
      if (Components.get(record, component) instanceof Record section) {
        collectPaths(section, prefix + component.getName() + ".", paths);
      }
    }
  }

  /**
   * Returns the record; the defaults where the nodes make none, with the reason among the mistakes.
   */
  <T extends Record> T bind(Node.Mapping node, T defaults, String prefix) {
    refuseUnknown(node, defaults, prefix);
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Set<String> wrong = new HashSet<>();
    for (int i = 0; i < components.length; i++) {
      String key = components[i].getName();
      values[i] = Components.get(defaults, components[i]);
      Node given = node.entries().get(key);
      if (given == null) {
        continue;
      }
      int before = mistakes.count();
      values[i] = value(given, components[i], values[i], prefix + key);
      if (mistakes.count() > before) {
        wrong.add(key);
      }
    }
    return construct(node, defaults, values, wrong, prefix);
  }

  private Object value(Node given, RecordComponent component, Object fallback, String path) {
    if (fallback instanceof Record section) {
      if (given instanceof Node.Mapping mapping) {
        boolean depends = section instanceof Variant;
        return bind(mapping, depends ? asked((Variant) section, mapping) : section, path + ".");
      }
      if (given instanceof Node.Scalar scalar && scalar.empty()) {
        return fallback; // a section whose every line is commented out
      }
      mistakes.add(given.place(), path + " must be a section of keys, found " + given.describe());
      return fallback;
    }
    try {
      return Values.read(given, component.getType());
    } catch (Values.WrongValueException e) {
      mistakes.add(given.place(), path + " " + e.getMessage());
      return fallback;
    }
  }

  private static Record asked(Variant section, Node.Mapping mapping) {
    return (Record) section.asked(mapping);
  }

  @SuppressWarnings("unchecked")
  private <T extends Record> T construct(
      Node.Mapping node, T defaults, Object[] values, Set<String> wrong, String prefix) {
    Constructor<?> constructor = Components.constructor(defaults.getClass());
    try {
      return (T) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof InvalidSectionException invalid)) {
        throw new IllegalStateException("constructor of " + defaults.getClass(), e.getCause());
      }
      for (Violation violation : invalid.violations()) {
        report(node, violation, wrong, prefix);
      }
      return defaults;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records have public constructors", e);
    }
  }

  // A constraint that also reads a key already refused says nothing new, and what it says may be
  // wrong.
  private void report(Node.Mapping node, Violation violation, Set<String> wrong, String prefix) {
    if (violation.keys().stream().anyMatch(wrong::contains)) {
      return;
    }
    Place place =
        violation.keys().stream()
            .map(key -> node.entries().get(key))
            .filter(found -> found != null)
            .findFirst()
            .orElse(node)
            .place();
    mistakes.add(place, prefix + violation.sentence());
  }

  private void refuseUnknown(Node.Mapping node, Record defaults, String prefix) {
    List<String> known =
        Arrays.stream(defaults.getClass().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    for (Map.Entry<String, Node> entry : node.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String path = prefix + entry.getKey();
        mistakes.add(
            entry.getValue().place(),
            otherVariant(defaults, entry.getKey())
                .map(other -> path + " is no key of " + asked(node, defaults) + "; " + other)
                .orElse("unknown key " + path + question(path, entry.getKey(), known, prefix)));
      }
    }
  }

  /** The kind of a section that was asked for, by name or by naming none. */
  private static String asked(Node.Mapping node, Record section) {
    return node.get(Variant.KEY)
        .map(given -> Variant.KEY + " " + given.describe())
        .orElse(spelled(section));
  }

  private static String spelled(Record section) {
    return Variant.KEY + " " + Choices.spell(((Variant) section).architecture());
  }

  /** Says which other kind of the section has the key. */
  private static Optional<String> otherVariant(Record section, String key) {
    if (!(section instanceof Variant variant)) {
      return Optional.empty();
    }
    return variant.variants().stream()
        .map(Record.class::cast)
        .filter(
            other ->
                Arrays.stream(other.getClass().getRecordComponents())
                    .anyMatch(component -> component.getName().equals(key)))
        .findFirst()
        .map(other -> "it belongs to " + spelled(other));
  }

  // First a key of this section that is near, then one of that name in another section, then any
  // that is near.
  private String question(String path, String key, List<String> known, String prefix) {
    String near = Nearest.to(key, known).map(name -> prefix + name).orElse("");
    if (near.isEmpty()) {
      near =
          knownPaths.stream()
              .filter(candidate -> candidate.endsWith("." + key))
              .findFirst()
              .or(() -> Nearest.to(path, knownPaths))
              .orElse("");
    }
    return near.isEmpty() ? "" : "; did you mean " + near + "?";
  }
}
