package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LineScore;
import org.srupp.recipes.language.LineScorer;
import org.srupp.recipes.language.LoadedLanguageModel;
import org.srupp.recipes.translation.InputLine;
import org.srupp.recipes.translation.LineFeed;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code score}: how likely a language model finds each line. */
@Command(
    name = "score",
    description = {
      "Score lines with a language model: for each line, in order, the natural logarithm of its"
          + " probability, a tab, and the perplexity of its tokens.",
      "Each line is scored by itself, its end included."
    })
final class ScoreCommand implements Callable<Integer> {
  private static final int LINES_AT_ONCE = 64;

  private final Provider<LanguageModelFolder> folders;
  private final Devices devices;
  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "Model folder, or run folder of a training.")
  private Path folder;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Text in UTF-8, plain or .gz; default, or -: standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Tokens before each one that it sees; default: the recipe's.")
  private Integer window;

  @Option(names = "--threads", paramLabel = "N", description = "Threads; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private DeviceOption device = new DeviceOption();

  @Inject
  ScoreCommand(Provider<LanguageModelFolder> folders, Devices devices) {
    this(folders, devices, System.in);
  }

  ScoreCommand(Provider<LanguageModelFolder> folders, Devices devices, InputStream stdin) {
    this.folders = folders;
    this.devices = devices;
    this.stdin = stdin;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    KernelThreads.ask(threads);
    device.choose(devices, spec);
    try (LoadedLanguageModel loaded = folders.get().load(folder, threads);
        LineScorer scorer =
            new LineScorer(
                loaded, window == null ? loaded.description().evaluation().window() : window)) {
      LineFeed feed =
          LineFeed.start(files.isEmpty() ? List.of(LineFeed.STANDARD_INPUT) : files, stdin);
      LineWarnings notUtf8 =
          new LineWarnings(
              spec.commandLine().getErr(), "bytes that are not UTF-8 are read as U+FFFD");
      for (List<InputLine> lines = feed.take(LINES_AT_ONCE);
          !lines.isEmpty();
          lines = feed.take(LINES_AT_ONCE)) {
        for (InputLine line : lines) {
          requireText(loaded.vocabulary(), line);
          print(scorer, line, notUtf8);
        }
        spec.commandLine().getOut().flush();
      }
      notUtf8.finish();
    }
    return Failures.DONE;
  }

  // What a byte that is no text was replaced by are other bytes.
  private static void requireText(CorpusVocabulary vocabulary, InputLine line) {
    if (line.flaw() == InputLine.Flaw.NOT_UTF8 && vocabulary instanceof ByteVocabulary) {
      throw new IllegalArgumentException(
          line.place() + ": the line is not UTF-8, expected text; `evaluate` scores any bytes");
    }
  }

  private void print(LineScorer scorer, InputLine line, LineWarnings notUtf8) {
    PrintWriter out = spec.commandLine().getOut();
    switch (line.flaw()) {
      case NONE -> {}
      case NOT_UTF8 -> notUtf8.add(line.place());
      case TOO_LONG ->
          throw new IllegalArgumentException(
              line.place() + ": the line is too long to be scored whole; `evaluate` has no limit");
    }
    try {
      LineScore score = scorer.score(line.text());
      out.print(
          String.format(Locale.ROOT, "%.4f\t%.4f\n", score.logProbability(), score.perplexity()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(line.place() + ", " + e.getMessage());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(line.place() + ": " + e.getMessage(), e);
    }
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    if (window != null && window < 1) {
      wrong.add("--window must be at least 1, found " + window);
    }
    if (threads < 1) {
      wrong.add("--threads must be at least 1, found " + threads);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
  }
}
