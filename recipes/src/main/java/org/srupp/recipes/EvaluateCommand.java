package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.srupp.eval.Signature;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.evaluate.EvaluateOptions;
import org.srupp.recipes.evaluate.Evaluation;
import org.srupp.recipes.language.LanguageEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores text files with the options, output and exit codes of the {@code sacrebleu} command. */
@Command(
    name = "evaluate",
    version = "evaluate " + Signature.VERSION,
    description =
        "Scores system output against references: BLEU, chrF and TER as sacreBLEU computes and prints"
            + " them; or, with --model, a text with a language model.")
public final class EvaluateCommand implements Callable<Integer> {
  private CommandSpec spec;

  @Mixin private EvaluateOptions options;

  @Mixin private LanguageEvaluationOptions languageOptions;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version of sacreBLEU whose numbers these are.")
  private boolean version;

  private final InputStream stdin;
  private final Map<String, String> environment;
  private final Path folder;
  private final Provider<LanguageEvaluation> languageEvaluation;
  private final Provider<Devices> devices;

  /**
   * The command over the process's standard input, environment and working folder.
   *
   * @param languageEvaluation is asked for with {@code --model} only: without it neither kernels
   *     nor engine are needed, and scoring files starts in half the time
   * @param devices likewise
   */
  @Inject
  public EvaluateCommand(
      Provider<LanguageEvaluation> languageEvaluation, Provider<Devices> devices) {
    this(System.in, System.getenv(), Path.of(""), languageEvaluation, devices);
  }

  EvaluateCommand(
      InputStream stdin,
      Map<String, String> environment,
      Path folder,
      Provider<LanguageEvaluation> languageEvaluation,
      Provider<Devices> devices) {
    this.stdin = stdin;
    this.environment = environment;
    this.folder = folder;
    this.languageEvaluation = languageEvaluation;
    this.devices = devices;
  }

  /**
   * Lets options be cut short where nothing else begins so, and given again, where the last counts,
   * as Python's argparse does.
   */
  @Spec
  void spec(CommandSpec own) {
    spec = own;
    spec.parser().abbreviatedOptionsAllowed(true).overwrittenOptionsAllowed(true);
  }

  @Override
  public Integer call() throws IOException {
    if (languageOptions.asked()) {
      return languageOptions.run(languageEvaluation, devices, spec);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<String> wrong = options.mistakes(environment);
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    try {
      return new Evaluation(options, environment, out, spec.commandLine().getErr())
          .run(stdin, folder);
    } finally {
      out.flush();
    }
  }
}
