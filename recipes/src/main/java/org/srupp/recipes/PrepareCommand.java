package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RunRecipe;
import org.srupp.recipes.language.LanguagePreparation;
import org.srupp.recipes.prepare.PrepareRequest;
import org.srupp.recipes.translation.TranslationPreparation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prepare}: from an official archive, or the user's text, to a folder to train from. */
@Command(
    name = "prepare",
    description =
        "Make the token files of a recipe from its corpus, with a report of what was left out.",
    footer = {
      "",
      "Examples:",
      "  srupp prepare multi30k-de-en --data FOLDER --download --out DATA",
      "  srupp prepare iwslt14-de-en --data de-en.tgz --out DATA",
      "  srupp prepare --tsv pairs.tsv --max-ratio 2 --drop-duplicates --out DATA",
      "  srupp prepare billion-word-base --data FOLDER --out DATA",
      "  srupp train multi30k-de-en --data DATA --out RUN",
      "Interrupted, the same command goes on. What was left out: DATA/report.txt, DATA/dropped.tsv."
    })
final class PrepareCommand implements Callable<Integer> {
  private final RecipeCatalog catalog;

  @Spec private CommandSpec spec;

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Mixin private FilterOptions filters = new FilterOptions();

  @Mixin private DownloadOptions download = new DownloadOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder to make, or to go on with.")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that tokenise; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Inject
  PrepareCommand(RecipeCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, found " + threads);
    }
    Consumer<String> log = spec.commandLine().getErr()::println;
    RunRecipe recipe = options.load(catalog, filters);
    String corpus =
        recipe instanceof LanguageRecipe language
            ? language.data().corpus().name()
            : ((Recipe) recipe).data().corpus().name();
    download.run(corpus, options.data(), log);
    prepare(new PrepareRequest(recipe, out, threads, log));
    spec.commandLine().getOut().print(Files.readString(out.resolve("report.txt")));
    return Failures.DONE;
  }

  private static void prepare(PrepareRequest request) throws IOException {
    switch (request.recipe().task()) {
      case TRANSLATION -> TranslationPreparation.prepare(request);
      case LANGUAGE_MODELLING -> LanguagePreparation.prepare(request);
    }
  }
}
