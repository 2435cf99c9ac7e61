package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.QuantizationCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quantize}: a translator in 8-bit integers, if it is as good. */
@Command(
    name = "quantize",
    description =
        "Write a translation model with 8-bit weights, after translating the text of --check with"
            + " both: a greater loss of BLEU than the bound writes nothing and fails.",
    footer = {
      "",
      "Example:",
      "  srupp quantize RUN --out RUN-int8 --check test.de test.en",
      "  echo \"Guten Tag.\" | srupp translate --model RUN-int8"
    })
final class QuantizeCommand implements Callable<Integer> {
  private static final double MEBI = 1 << 20;

  private final Provider<ModelFolder> models;
  private final Provider<QuantizationCheck> checks;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Model folder, or run folder of a training.")
  private Path folder;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Model folder to write, whole or not at all.")
  private Path out;

  @Option(
      names = "--check",
      required = true,
      arity = "2",
      paramLabel = "FILE",
      description = "Source text and its translations, UTF-8, plain or .gz.")
  private List<Path> check;

  @Option(
      names = "--max-loss",
      paramLabel = "X",
      description = "Greatest loss of BLEU, below 0 for a win; default: ${DEFAULT-VALUE}.")
  private double maxLoss = 0.3;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept for a sentence; default: the model's.")
  private Integer beam;

  @Option(
      names = {"-lc", "--lowercase"},
      description = "Score without regard to case.")
  private boolean lowercase;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Sentences searched at once; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Inject
  QuantizeCommand(Provider<ModelFolder> models, Provider<QuantizationCheck> checks) {
    this.models = models;
    this.checks = checks;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    TextFlow.requireReadable(check.stream().map(Path::toString).toList());
    KernelThreads.ask(threads);
    ModelFolder files = models.get();
    files.requireUnquantized(folder);
    QuantizationCheck.Result result =
        checks
            .get()
            .run(
                folder,
                check.get(0),
                check.get(1),
                new QuantizationCheck.Settings(beam, lowercase, threads));
    print("BLEU float32  %6.2f", result.before());
    print("BLEU int8     %6.2f", result.after());
    print("loss          %6.2f  (bound %.2f)", result.loss(), maxLoss);
    print("same          %d of %d translations", result.same(), result.lines());
    if (result.loss() > maxLoss) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s loses %.2f BLEU in int8, at most %.2f is allowed; nothing was written (--max-loss"
                  + " sets the bound)",
              folder,
              result.loss(),
              maxLoss));
    }
    files.quantize(folder, out);
    print(
        "weights       %.1f MiB, before %.1f MiB; wrote %s",
        files.weightBytes(out) / MEBI, files.weightBytes(folder) / MEBI, out);
    return Failures.DONE;
  }

  private void checkOptions() {
    if (threads < 1) {
      throw wrong("--threads must be at least 1, found " + threads);
    }
    if (beam != null && beam < 1) {
      throw wrong("--beam must be at least 1, found " + beam);
    }
    if (Double.isNaN(maxLoss)) {
      throw wrong("--max-loss must be a number, found " + maxLoss);
    }
    if (Files.exists(out)) {
      throw wrong("--out must name a new folder, found " + out);
    }
  }

  private void print(String pattern, Object... arguments) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, pattern, arguments));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
