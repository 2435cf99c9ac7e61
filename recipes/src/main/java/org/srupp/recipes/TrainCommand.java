package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RunRecipe;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.language.LanguageOutcome;
import org.srupp.recipes.language.LanguageTraining;
import org.srupp.recipes.language.LanguageTrainingRequest;
import org.srupp.recipes.run.RunScore;
import org.srupp.recipes.translation.TrainingOutcome;
import org.srupp.recipes.translation.TrainingRequest;
import org.srupp.recipes.translation.TranslationTraining;
import org.srupp.seq2seq.train.StopReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}: from a recipe, or two text files, to a run folder with a model in it. */
@Command(
    name = "train",
    description = "Train a model from a recipe, or from files of your own.",
    footer = {
      "",
      "Examples:",
      "  srupp train demo --device cuda",
      "  srupp train multi30k-de-en --data FOLDER --out RUN",
      "  srupp train --src train.de --tgt train.en --out RUN model.hidden=512",
      "  srupp train shakespeare-bytes --data tinyshakespeare.txt.gz --out RUN",
      "  srupp train --text book.txt --unit words --out RUN",
      "  the same command with --resume goes on after an interruption, bit for bit"
    })
final class TrainCommand implements Callable<Integer> {
  private final RecipeCatalog catalog;
  private final Provider<TranslationTraining> translation;
  private final Provider<LanguageTraining> language;
  private final Devices devices;

  @Spec private CommandSpec spec;

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Run folder to make, or to go on with; default: runs/NAME, where a recipe is named.")
  private Path out;

  @Option(names = "--resume", description = "Go on with the run that is in the folder.")
  private boolean resume;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; default: all processors. Resuming bit for bit needs the same number.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private DeviceOption device = new DeviceOption();

  @Inject
  TrainCommand(
      RecipeCatalog catalog,
      Provider<TranslationTraining> translation,
      Provider<LanguageTraining> language,
      Devices devices) {
    this.catalog = catalog;
    this.translation = translation;
    this.language = language;
    this.devices = devices;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, found " + threads);
    }
    KernelThreads.ask(threads);
    RunRecipe recipe = options.load(catalog);
    if (out == null) {
      out = defaultFolder(recipe);
    }
    device.choose(devices, spec);
    StopReason reason =
        recipe instanceof LanguageRecipe language ? model(language) : translate((Recipe) recipe);
    spec.commandLine().getOut().println(out);
    return reason == StopReason.STOP_REQUESTED ? Failures.FAILED : Failures.DONE;
  }

  private Path defaultFolder(RunRecipe recipe) {
    if (!options.namesRecipe()) {
      throw new ParameterException(
          spec.commandLine(), "files of your own need --out FOLDER, where the run is to be");
    }
    return DemoCommand.RUNS.resolve(recipe.name());
  }

  private StopReason translate(Recipe recipe) throws IOException {
    TrainingOutcome outcome =
        translation.get().run(new TrainingRequest(recipe, out, resume, threads, typed()));
    PrintWriter print = spec.commandLine().getOut();
    outcome.test().ifPresent(score -> print.println(score.text(2, false)));
    return outcome.reason();
  }

  private StopReason model(LanguageRecipe recipe) throws IOException {
    LanguageOutcome outcome =
        language.get().run(new LanguageTrainingRequest(recipe, out, resume, threads, typed()));
    for (RunScore score : outcome.scores()) {
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s %s %.4f %s%n",
              score.data(),
              score.metric(),
              score.value(),
              score.signature());
    }
    return outcome.reason();
  }

  private String typed() {
    return "srupp " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
