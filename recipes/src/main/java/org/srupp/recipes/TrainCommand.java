package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.recipes.config.RecipeCatalog;
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
    description = "Train a model from a recipe, or from two files of your own.",
    footer = {
      "",
      "Examples:",
      "  srupp train multi30k-de-en --data FOLDER --out RUN",
      "  srupp train --src train.de --tgt train.en --out RUN model.hidden=512",
      "  the same command with --resume goes on after an interruption, bit for bit"
    })
final class TrainCommand implements Callable<Integer> {
  private final RecipeCatalog catalog;
  private final TranslationTraining training;

  @Spec private CommandSpec spec;

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Run folder to make, or to go on with.")
  private Path out;

  @Option(names = "--resume", description = "Go on with the run that is in the folder.")
  private boolean resume;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; default: all processors. Resuming bit for bit needs the same number.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Inject
  TrainCommand(RecipeCatalog catalog, TranslationTraining training) {
    this.catalog = catalog;
    this.training = training;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, found " + threads);
    }
    // The kernels' pool reads it when the first kernel is made.
    System.setProperty("srupp.threads", Integer.toString(threads));
    TrainingOutcome outcome =
        training.run(
            new TrainingRequest(options.load(catalog, List.of()), out, resume, threads, typed()));
    PrintWriter print = spec.commandLine().getOut();
    outcome.test().ifPresent(score -> print.println(score.text(2, false)));
    print.println(out);
    return outcome.reason() == StopReason.STOP_REQUESTED ? Failures.FAILED : Failures.DONE;
  }

  private String typed() {
    return "srupp " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
