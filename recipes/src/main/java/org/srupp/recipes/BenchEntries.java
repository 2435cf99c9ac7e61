package org.srupp.recipes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srupp.recipes.config.Nearest;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RecipeException;
import org.srupp.recipes.config.RunRecipe;

/** The models that a measurement's command line names, as recipes. */
final class BenchEntries {

  /**
   * One of them.
   *
   * @param name what the table calls it
   * @param source name or file of the recipe
   * @param recipe with all overrides
   */
  record Entry(String name, String source, RunRecipe recipe) {}

  private final RecipeCatalog catalog;
  private final List<String> shared;
  private final Map<String, List<String>> own = new LinkedHashMap<>();

  private BenchEntries(RecipeCatalog catalog, List<String> shared) {
    this.catalog = catalog;
    this.shared = shared;
  }

  /**
   * Reads the command line.
   *
   * @param models {@code RECIPE} or {@code NAME=RECIPE} each
   * @param shared overrides of all
   * @param own {@code NAME:KEY=VALUE} each, which counts for one model instead of {@code shared}
   * @throws RecipeException if a model is unknown or named twice, tasks are mixed, or an override
   *     is wrong
   * @throws IOException if a recipe's file cannot be read
   */
  static List<Entry> of(
      RecipeCatalog catalog, List<String> models, List<String> shared, List<String> own)
      throws IOException {
    Map<String, String> sources = sources(models);
    BenchEntries entries = new BenchEntries(catalog, shared);
    for (String override : own) {
      entries.add(override, sources.keySet());
    }
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<String, String> each : sources.entrySet()) {
      found.add(new Entry(each.getKey(), each.getValue(), entries.load(each)));
    }
    requireOneTask(found);
    return found;
  }

  private static Map<String, String> sources(List<String> models) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String model : models) {
      String[] parts = model.strip().split("=", 2);
      String name = parts[0];
      if (sources.put(name, parts[parts.length - 1]) != null) {
        throw wrong(
            "--models names "
                + name
                + " twice; give one of them another name, as in a="
                + parts[parts.length - 1]);
      }
    }
    return sources;
  }

  private void add(String override, Set<String> names) {
    int colon = override.indexOf(':');
    if (colon < 1) {
      throw wrong("--with: found " + override + ", expected NAME:KEY=VALUE, NAME from --models");
    }
    String name = override.substring(0, colon);
    if (!names.contains(name)) {
      String near = Nearest.question(name, names);
      throw wrong(
          "--with: --models has no "
              + name
              + (near.isEmpty() ? ", only " + String.join(", ", names) : near));
    }
    own.computeIfAbsent(name, key -> new ArrayList<>()).add(override.substring(colon + 1));
  }

  private RunRecipe load(Map.Entry<String, String> model) throws IOException {
    catalog.task(model.getValue()); // an unknown recipe is named without the model's name before it
    List<String> overrides = overrides(own.getOrDefault(model.getKey(), List.of()));
    try {
      return catalog.loadAny(model.getValue(), overrides);
    } catch (RecipeException e) {
      throw new RecipeException(
          e.mistakes().stream().map(mistake -> model.getKey() + ": " + mistake).toList());
    }
  }

  private List<String> overrides(List<String> ofModel) {
    Set<String> keys = new HashSet<>();
    ofModel.forEach(override -> keys.add(key(override)));
    List<String> all = new ArrayList<>(shared);
    all.removeIf(override -> keys.contains(key(override)));
    all.addAll(ofModel);
    return all;
  }

  private static String key(String override) {
    return override.split("=", 2)[0].strip();
  }

  private static void requireOneTask(List<Entry> entries) {
    Entry first = entries.getFirst();
    for (Entry other : entries) {
      if (other.recipe().task() != first.recipe().task()) {
        throw wrong(
            first.name()
                + " is "
                + words(first)
                + " and "
                + other.name()
                + " is "
                + words(other)
                + ", whose tokens do not compare; measure them apart");
      }
    }
  }

  private static String words(Entry entry) {
    return entry.recipe().task() == Recipe.Task.TRANSLATION ? "a translator" : "a language model";
  }

  private static RecipeException wrong(String sentence) {
    return new RecipeException(List.of(sentence));
  }
}
