package org.srupp.recipes;

import com.google.inject.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.language.LanguageEvaluation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code evaluate} that score a text with a language model instead. */
final class LanguageEvaluationOptions {
  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      description =
          "Score a text with the language model of this model or run folder; the options of BLEU"
              + " do not apply.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "With --model: the text, plain or .gz, or a prepared folder or token file.")
  private Path data;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "With --model: tokens before each one that it sees; default: the recipe's.")
  private Integer window;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "With --model: stretches of the text read side by side; default: the recipe's.")
  private Integer streams;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "With --model: threads; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private DeviceOption device = new DeviceOption();

  /** Whether a language model is asked for. */
  boolean asked() {
    return model != null || data != null || window != null || streams != null || device.given();
  }

  /** Scores the text and prints the score. */
  int run(Provider<LanguageEvaluation> evaluation, Provider<Devices> devices, CommandSpec spec)
      throws IOException {
    check(spec);
    KernelThreads.ask(threads);
    device.choose(devices.get(), spec);
    LanguageEvaluation.Result result =
        evaluation
            .get()
            .run(
                new LanguageEvaluation.Request(
                    model,
                    data,
                    window == null ? 0 : window,
                    streams == null ? 0 : streams,
                    threads),
                line -> spec.commandLine().getErr().println(line));
    spec.commandLine().getOut().println(result.score());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "window %d, streams %d, %.0f tokens per second%n",
            result.window(),
            result.streams(),
            result.tokensPerSecond());
    return Failures.DONE;
  }

  private void check(CommandSpec spec) {
    List<String> wrong = new ArrayList<>();
    if (model == null) {
      wrong.add("--data, --window, --streams and --device need --model FOLDER");
    } else if (data == null) {
      wrong.add("--model needs --data PATH, the text to score");
    }
    atLeastOne("--window", window, wrong);
    atLeastOne("--streams", streams, wrong);
    atLeastOne("--threads", threads, wrong);
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
  }

  private static void atLeastOne(String name, Integer value, List<String> wrong) {
    if (value != null && value < 1) {
      wrong.add(name + " must be at least 1, found " + value);
    }
  }
}
