package org.srupp.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
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

  /** Where the corpus is; null if not given. */
  Path data() {
    return data;
  }

  /**
   * The recipe, files and overrides included.
   *
   * @param more overrides that the command's own options stand for
   * @throws ParameterException if none is named, or several are
   */
  Recipe load(RecipeCatalog catalog, List<String> more) throws IOException {
    List<String> overrides = new ArrayList<>();
    String name = null;
    for (String word : words) {
      if (word.contains("=")) {
        overrides.add(word);
      } else if (name == null) {
        name = word;
      } else {
        throw new ParameterException(
            spec.commandLine(), "expected one recipe, found " + name + " and " + word);
      }
    }
    override(overrides, "data.folder", data);
    override(overrides, "data.src", src);
    override(overrides, "data.tgt", tgt);
    override(overrides, "data.tsv", tsv);
    override(overrides, "data.validSrc", validSrc);
    override(overrides, "data.validTgt", validTgt);
    override(overrides, "data.testSrc", testSrc);
    override(overrides, "data.testTgt", testTgt);
    overrides.addAll(more);
    if (name == null && src == null && tsv == null) {
      throw new ParameterException(
          spec.commandLine(),
          "expected the name of a recipe, or --src FILE --tgt FILE; `inspect --list` names the recipes");
    }
    return catalog.load(name == null ? "files" : name, overrides);
  }

  private static void override(List<String> overrides, String key, Path value) {
    if (value != null) {
      overrides.add(key + "=" + value);
    }
  }
}
