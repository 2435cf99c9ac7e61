package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what a recipe or a model consists of, without building it. */
@Command(
    name = "inspect",
    description =
        "Print the recipes, or the layers, shapes and parameter count of one or of a model.")
final class InspectCommand implements Callable<Integer> {
  private final RecipeCatalog catalog;
  private final ModelDescriptionReader descriptions;
  private final ParameterListing listing;

  @Spec private CommandSpec spec;

  @Option(names = "--list", description = "Name all recipes, a line each.")
  private boolean list;

  @Option(
      names = "--source-vocabulary",
      paramLabel = "N",
      description = "Source pieces, specials included.")
  private int source;

  @Option(
      names = "--target-vocabulary",
      paramLabel = "N",
      description = "Target pieces, specials included.")
  private int target;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RECIPE|MODEL",
      description = "Name of a recipe, YAML file, model folder or run folder.")
  private String subject;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of a recipe, as in model.hidden=512.")
  private List<String> overrides = List.of();

  @Inject
  InspectCommand(
      RecipeCatalog catalog, ModelDescriptionReader descriptions, ParameterListing listing) {
    this.catalog = catalog;
    this.descriptions = descriptions;
    this.listing = listing;
  }

  @Override
  public Integer call() throws IOException {
    if (list == (subject != null)) {
      throw new ParameterException(
          spec.commandLine(), "expected either --list or the name of a recipe or model");
    }
    if (list) {
      printRecipes();
    } else if (Files.isDirectory(Path.of(subject))) {
      printModel(Path.of(subject));
    } else {
      printRecipe(catalog.load(subject, overrides));
    }
    return Failures.DONE;
  }

  private void printRecipes() throws IOException {
    int width = catalog.names().stream().mapToInt(String::length).max().orElse(0);
    for (String name : catalog.names()) {
      Recipe recipe = catalog.load(name, List.of());
      String count =
          VocabularySizes.of(recipe)
              .map(sizes -> table(recipe, sizes))
              .map(table -> String.format(Locale.ROOT, "%,d", table.count()))
              .orElse("");
      out().printf(Locale.ROOT, "%-" + width + "s  %10s  %s%n", name, count, recipe.description());
    }
  }

  private void printRecipe(Recipe recipe) {
    out().println(recipe.name() + ": " + recipe.description());
    VocabularySizes.of(recipe)
        .map(known -> known.withOverrides(source, target))
        .or(() -> VocabularySizes.given(source, target))
        .ifPresentOrElse(
            sizes -> print(recipe, sizes),
            () ->
                out()
                    .println(
                        "The vocabularies are learned in training; for shapes give"
                            + " --source-vocabulary and --target-vocabulary."));
  }

  private void printModel(Path folder) throws IOException {
    Path file =
        List.of(folder.resolve("config.json"), folder.resolve("model").resolve("config.json"))
            .stream()
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        folder
                            + " holds neither config.json nor model/config.json; expected a"
                            + " model folder or a run folder"));
    ModelDescription description = descriptions.read(file);
    out().println(file);
    print(
        Recipe.defaults().withModel(description.model()),
        new VocabularySizes(description.sourceVocabulary(), description.targetVocabulary()));
  }

  private void print(Recipe recipe, VocabularySizes sizes) {
    table(recipe, sizes).print(out());
    out()
        .printf(
            Locale.ROOT,
            "vocabularies: %,d source and %,d target pieces%n",
            sizes.source(),
            sizes.target());
  }

  private ParameterTable table(Recipe recipe, VocabularySizes sizes) {
    return new ParameterTable(listing.shapes(recipe, sizes.source(), sizes.target()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
