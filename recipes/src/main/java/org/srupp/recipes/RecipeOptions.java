package org.srupp.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.LanguageDataSection.Unit;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RunRecipe;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What names a recipe and its data, for the commands that read both. */
final class RecipeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "RECIPE|KEY=VALUE",
      description = "Name of a recipe or a YAML file; then overrides, as in model.hidden=512.")
  private List<String> words = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE|FOLDER",
      description = "Where the recipe's corpus is: archive, its folder, or a prepared folder.")
  private Path data;

  @Option(names = "--src", paramLabel = "FILE", description = "Your training text, a line each.")
  private Path src;

  @Option(names = "--tgt", paramLabel = "FILE", description = "Its translations, line by line.")
  private Path tgt;

  @Option(
      names = "--tsv",
      paramLabel = "FILE",
      description = "Instead of both: text, a tab, its translation on each line.")
  private Path tsv;

  @Option(names = "--valid-src", paramLabel = "FILE", description = "Validation text.")
  private Path validSrc;

  @Option(names = "--valid-tgt", paramLabel = "FILE", description = "Its translations.")
  private Path validTgt;

  @Option(names = "--test-src", paramLabel = "FILE", description = "Test text.")
  private Path testSrc;

  @Option(names = "--test-tgt", paramLabel = "FILE", description = "Its translations.")
  private Path testTgt;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description = "Your text for a language model, plain or .gz; its last tenth validates.")
  private Path text;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "What a token of your text is: bytes, characters or words; default: bytes.")
  private Unit unit;

  /** Where the corpus is; null if not given. */
  Path data() {
    return data;
  }

  /** The recipe, files and overrides included. */
  RunRecipe load(RecipeCatalog catalog) throws IOException {
    return load(catalog, new FilterOptions());
  }

  /**
   * The recipe, files and overrides included.
   *
   * @param filters the command's other options that stand for overrides
   * @throws ParameterException if none is named, several are, or an option is for another task or
   *     corpus
   */
  RunRecipe load(RecipeCatalog catalog, FilterOptions filters) throws IOException {
    String name = name();
    List<String> overrides =
        new ArrayList<>(words.stream().filter(word -> word.contains("=")).toList());
    if (catalog.task(name) == Recipe.Task.TRANSLATION) {
      refuse(" not for the recipe of a translator", options("--text", text, "--unit", unit));
      refuseForCorpus(catalog, name, overrides);
      override(overrides, options("data.folder", data));
      override(overrides, files("data.src", "data.tgt", "data.tsv"));
      override(overrides, scored("data.validSrc", "data.validTgt", "data.testSrc", "data.testTgt"));
    } else {
      Map<String, String> wrong = allFiles();
      wrong.putAll(filters.given());
      refuse(" not for the recipe of a language model", wrong);
      if (data != null && text != null) {
        throw wrong("--data and --text name the same, expected one of them");
      }
      override(overrides, options("data.path", text == null ? data : text, "data.unit", unit));
    }
    overrides.addAll(filters.overrides());
    return catalog.loadAny(name, overrides);
  }

  private Map<String, String> files(String srcName, String tgtName, String tsvName) {
    return options(srcName, src, tgtName, tgt, tsvName, tsv);
  }

  private Map<String, String> scored(String... names) {
    return options(names[0], validSrc, names[1], validTgt, names[2], testSrc, names[3], testTgt);
  }

  private Map<String, String> allFiles() {
    Map<String, String> all = files("--src", "--tgt", "--tsv");
    all.putAll(scored("--valid-src", "--valid-tgt", "--test-src", "--test-tgt"));
    return all;
  }

  private static void override(List<String> overrides, Map<String, String> given) {
    given.forEach((key, value) -> overrides.add(key + "=" + value));
  }

  // Whoever names a file must not get a model of other text.
  private void refuseForCorpus(RecipeCatalog catalog, String name, List<String> overrides)
      throws IOException {
    Map<String, String> given = allFiles();
    if (given.isEmpty() || !(catalog.loadAny(name, overrides) instanceof Recipe recipe)) {
      return;
    }
    DataSection.Corpus corpus = recipe.data().corpus();
    if (corpus != DataSection.Corpus.FILES) {
      refuse(
          " not for the recipe "
              + name
              + ", which reads the corpus "
              + corpus.name().toLowerCase(Locale.ROOT)
              + "; for files of your own leave the recipe out",
          given);
    }
    if (data != null) {
      throw wrong(
          "--data and "
              + joined(given.keySet())
              + " name data twice, expected files of your own, or a prepared folder with --data");
    }
  }

  /** Whether a recipe was named, not only files. */
  boolean namesRecipe() {
    return !names().isEmpty();
  }

  private List<String> names() {
    return words.stream().filter(word -> !word.contains("=")).toList();
  }

  private String name() {
    List<String> names = names();
    if (names.size() > 1) {
      throw wrong("expected one recipe, found " + names.get(0) + " and " + names.get(1));
    }
    if (!names.isEmpty()) {
      return names.get(0);
    }
    if (src != null || tsv != null) {
      return "files";
    }
    if (text != null) {
      return unit == Unit.WORDS ? "text-words-small" : "text";
    }
    throw wrong(
        "expected the name of a recipe, or --src FILE --tgt FILE, or --text FILE; `inspect --list`"
            + " names the recipes");
  }

  /** Those of the names and values that are given; enum values in lower case. */
  private static Map<String, String> options(Object... namesAndValues) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        String spelled = value.toString();
        given.put(
            namesAndValues[i].toString(),
            value instanceof Unit ? spelled.toLowerCase(Locale.ROOT) : spelled);
      }
    }
    return given;
  }

  private void refuse(String why, Map<String, String> given) {
    if (!given.isEmpty()) {
      throw wrong(joined(given.keySet()) + (given.size() == 1 ? " is" : " are") + why);
    }
  }

  private static String joined(Set<String> names) {
    List<String> all = List.copyOf(names);
    int last = all.size() - 1;
    return last == 0
        ? all.get(0)
        : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
