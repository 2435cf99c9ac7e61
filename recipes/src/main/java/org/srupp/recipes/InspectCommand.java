package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.LanguageModelSection;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RunRecipe;
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
  private Integer source;

  @Option(
      names = "--target-vocabulary",
      paramLabel = "N",
      description = "Target pieces, specials included.")
  private Integer target;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      description = "Different tokens of a language model.")
  private Integer vocabulary;

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
    checkSizes();
    if (list) {
      printRecipes();
    } else if (Files.isDirectory(Path.of(subject))) {
      printModel(Path.of(subject));
    } else {
      printRecipe(catalog.loadAny(subject, overrides));
    }
    return Failures.DONE;
  }

  private void checkSizes() {
    List<String> wrong = new ArrayList<>();
    atLeastOne("--source-vocabulary", source, wrong);
    atLeastOne("--target-vocabulary", target, wrong);
    atLeastOne("--vocabulary", vocabulary, wrong);
    refuse(wrong);
    if (list) {
      refuseSizes(List.of(source(), target(), vocabulary()), "--list prints every recipe as it is");
    }
  }

  private static void atLeastOne(String option, Integer value, List<String> wrong) {
    if (value != null && value < 1) {
      wrong.add(option + " must be at least 1, found " + value);
    }
  }

  private void refuseSizes(List<Optional<String>> options, String why) {
    options.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(option -> refuse(List.of(why + ", found " + option + "; leave it out")));
  }

  private void refuse(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
  }

  private Optional<String> source() {
    return Optional.ofNullable(source).map(size -> "--source-vocabulary " + size);
  }

  private Optional<String> target() {
    return Optional.ofNullable(target).map(size -> "--target-vocabulary " + size);
  }

  private Optional<String> vocabulary() {
    return Optional.ofNullable(vocabulary).map(size -> "--vocabulary " + size);
  }

  private static int orZero(Integer size) {
    return size == null ? 0 : size;
  }

  private void printRecipes() throws IOException {
    int width = catalog.names().stream().mapToInt(String::length).max().orElse(0);
    for (String name : catalog.names()) {
      RunRecipe recipe = catalog.loadAny(name, List.of());
      String count =
          recipe instanceof LanguageRecipe language
              ? count(table(language))
              : count(
                  VocabularySizes.of((Recipe) recipe).map(sizes -> table((Recipe) recipe, sizes)));
      out().printf(Locale.ROOT, "%-" + width + "s  %11s  %s%n", name, count, recipe.description());
    }
  }

  private static String count(Optional<ParameterTable> table) {
    return table.map(each -> String.format(Locale.ROOT, "%,d", each.count())).orElse("");
  }

  private void printRecipe(RunRecipe recipe) {
    checkSizes(recipe);
    out().println(recipe.name() + ": " + recipe.description());
    if (recipe instanceof LanguageRecipe language) {
      printLanguageModel(language);
    } else {
      printTranslator((Recipe) recipe);
    }
  }

  private void checkSizes(RunRecipe recipe) {
    if (recipe instanceof LanguageRecipe) {
      refuseSizes(
          List.of(source(), target()), "the recipe is of a language model, sized by --vocabulary");
      return;
    }
    refuseSizes(
        List.of(vocabulary()),
        "the recipe is of a translator, sized by --source-vocabulary and --target-vocabulary");
    if ((source == null) != (target == null) && VocabularySizes.of((Recipe) recipe).isEmpty()) {
      refuse(List.of("give --source-vocabulary and --target-vocabulary, both or neither"));
    }
  }

  private void printLanguageModel(LanguageRecipe recipe) {
    table(recipe)
        .ifPresentOrElse(
            table -> print(recipe.model(), table, size(recipe).getAsInt()),
            () -> {
              new LayerTable(recipe.model()).print(out());
              out().println("The vocabulary is counted in training; for shapes give --vocabulary.");
            });
  }

  private void printTranslator(Recipe recipe) {
    VocabularySizes.of(recipe)
        .map(known -> known.withOverrides(orZero(source), orZero(target)))
        .or(() -> VocabularySizes.given(orZero(source), orZero(target)))
        .ifPresentOrElse(
            sizes -> print(recipe, sizes),
            () ->
                out()
                    .println(
                        "The vocabularies are learned in training; for shapes give"
                            + " --source-vocabulary and --target-vocabulary."));
  }

  private void printModel(Path folder) throws IOException {
    if (!overrides.isEmpty()) {
      refuse(
          List.of(
              folder
                  + " is a model, made with its settings, found "
                  + overrides.getFirst()
                  + "; overrides are for recipes"));
    }
    refuseSizes(
        List.of(source(), target(), vocabulary()),
        folder + " is a model, which has its own vocabulary");
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
    out().println(file);
    if (ModelDescriptionReader.isLanguageModel(file)) {
      LanguageModelDescription description = descriptions.readLanguage(file);
      int size = description.vocabulary();
      print(description.model(), table(description.model(), size), size);
      return;
    }
    ModelDescription description = descriptions.read(file);
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

  private void print(LanguageModelSection model, ParameterTable table, int size) {
    new LayerTable(model).print(out());
    table.print(out());
    out().printf(Locale.ROOT, "vocabulary: %,d tokens%n", size);
  }

  private OptionalInt size(LanguageRecipe recipe) {
    return LanguageVocabularies.of(recipe, orZero(vocabulary));
  }

  private Optional<ParameterTable> table(LanguageRecipe recipe) {
    OptionalInt size = size(recipe);
    return size.isPresent()
        ? Optional.of(table(recipe.model(), size.getAsInt()))
        : Optional.empty();
  }

  private ParameterTable table(LanguageModelSection model, int size) {
    return new ParameterTable(listing.shapes(model, size));
  }

  private ParameterTable table(Recipe recipe, VocabularySizes sizes) {
    return new ParameterTable(listing.shapes(recipe, sizes.source(), sizes.target()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
