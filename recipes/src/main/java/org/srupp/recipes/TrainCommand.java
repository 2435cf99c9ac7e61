package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.config.LanguageDataSection.Unit;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.language.LanguageOutcome;
import org.srupp.recipes.language.LanguageTraining;
import org.srupp.recipes.language.LanguageTrainingRequest;
import org.srupp.recipes.run.RunScore;
import org.srupp.recipes.translation.TrainingOutcome;
import org.srupp.recipes.translation.TrainingRequest;
import org.srupp.recipes.translation.TranslationTraining;
import org.srupp.seq2seq.train.StopReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code train}: from a recipe, or two text files, to a run folder with a model in it. */
@Command(
    name = "train",
    description = "Train a model from a recipe, or from files of your own.",
    footer = {
      "",
      "Examples:",
      "  srupp train multi30k-de-en --data FOLDER --out RUN",
      "  srupp train --src train.de --tgt train.en --out RUN model.hidden=512",
      "  srupp train shakespeare-bytes --data tinyshakespeare.txt.gz --out RUN",
      "  srupp train --text book.txt --unit words --out RUN",
      "  the same command with --resume goes on after an interruption, bit for bit"
    })
final class TrainCommand implements Callable<Integer> {
  private final RecipeCatalog catalog;
  private final TranslationTraining translation;
  private final LanguageTraining language;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "RECIPE|KEY=VALUE",
      description = "Name of a recipe or a YAML file; then overrides, as in model.hidden=512.")
  private List<String> words = List.of();

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Where the recipe's corpus is: a folder, an archive or a text.")
  private Path data;

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

  @Option(names = "--src", paramLabel = "FILE", description = "Your training text, a line each.")
  private Path src;

  @Option(names = "--tgt", paramLabel = "FILE", description = "Its translations, line by line.")
  private Path tgt;

  @Option(names = "--valid-src", paramLabel = "FILE", description = "Validation text.")
  private Path validSrc;

  @Option(names = "--valid-tgt", paramLabel = "FILE", description = "Its translations.")
  private Path validTgt;

  @Option(names = "--test-src", paramLabel = "FILE", description = "Test text.")
  private Path testSrc;

  @Option(names = "--test-tgt", paramLabel = "FILE", description = "Its translations.")
  private Path testTgt;

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
  TrainCommand(RecipeCatalog catalog, TranslationTraining translation, LanguageTraining language) {
    this.catalog = catalog;
    this.translation = translation;
    this.language = language;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, found " + threads);
    }
    // The kernels' pool reads it when the first kernel is made.
    System.setProperty("srupp.threads", Integer.toString(threads));
    String recipe = recipe();
    StopReason reason =
        catalog.task(recipe) == Recipe.Task.TRANSLATION ? translate(recipe) : model(recipe);
    spec.commandLine().getOut().println(out);
    return reason == StopReason.STOP_REQUESTED ? Failures.FAILED : Failures.DONE;
  }

  private StopReason translate(String recipe) throws IOException {
    refuse("a translator", "--text", text, "--unit", unit);
    List<String> overrides = overrides();
    override(overrides, "data.folder", data);
    override(overrides, "data.src", src);
    override(overrides, "data.tgt", tgt);
    override(overrides, "data.validSrc", validSrc);
    override(overrides, "data.validTgt", validTgt);
    override(overrides, "data.testSrc", testSrc);
    override(overrides, "data.testTgt", testTgt);
    Recipe loaded = catalog.load(recipe, overrides);
    TrainingOutcome outcome =
        translation.run(new TrainingRequest(loaded, out, resume, threads, typed()));
    PrintWriter print = spec.commandLine().getOut();
    outcome.test().ifPresent(score -> print.println(score.text(2, false)));
    return outcome.reason();
  }

  private StopReason model(String recipe) throws IOException {
    refuse("a language model", "--src", src, "--tgt", tgt);
    refuse("a language model", "--valid-src", validSrc, "--valid-tgt", validTgt);
    refuse("a language model", "--test-src", testSrc, "--test-tgt", testTgt);
    if (data != null && text != null) {
      throw new ParameterException(
          spec.commandLine(), "--data and --text name the same, expected one of them");
    }
    List<String> overrides = overrides();
    override(overrides, "data.path", text == null ? data : text);
    override(overrides, "data.unit", unit);
    LanguageRecipe loaded = catalog.loadLanguage(recipe, overrides);
    LanguageOutcome outcome =
        language.run(new LanguageTrainingRequest(loaded, out, resume, threads, typed()));
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

  private void refuse(String task, String first, Object one, String second, Object other) {
    if (one != null || other != null) {
      throw new ParameterException(
          spec.commandLine(), (one == null ? second : first) + " is not for the recipe of " + task);
    }
  }

  private String recipe() {
    List<String> names = words.stream().filter(word -> !word.contains("=")).toList();
    if (names.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected one recipe, found " + names.get(0) + " and " + names.get(1));
    }
    if (!names.isEmpty()) {
      return names.get(0);
    }
    if (src != null) {
      return "files";
    }
    if (text != null) {
      return unit == Unit.WORDS ? "text-words-small" : "text";
    }
    throw new ParameterException(
        spec.commandLine(),
        "expected the name of a recipe, or --src FILE --tgt FILE, or --text FILE; `inspect --list`"
            + " names the recipes");
  }

  private List<String> overrides() {
    return new ArrayList<>(words.stream().filter(word -> word.contains("=")).toList());
  }

  private static void override(List<String> overrides, String key, Object value) {
    if (value != null) {
      boolean choice = value instanceof Enum<?>;
      overrides.add(key + "=" + (choice ? value.toString().toLowerCase(Locale.ROOT) : value));
    }
  }

  private String typed() {
    return "srupp " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
