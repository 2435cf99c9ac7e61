package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.srupp.eval.Bleu;
import org.srupp.eval.BleuConfig;
import org.srupp.eval.Score;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores text files with the options, output and exit codes of the {@code sacrebleu} command. */
@Command(
    name = "evaluate",
    description =
        "Scores system output against references: BLEU as sacreBLEU computes and prints it.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private BleuOptions bleuOptions;

  @Mixin private EvaluateOutput output;

  @Parameters(
      paramLabel = "REFERENCE",
      arity = "0..*",
      description = "Reference files, plain or .gz, before -i.")
  private List<String> references = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Output of a system, plain or .gz, one file each; default: standard input, tabs between systems.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-m", "--metrics"},
      paramLabel = "NAME",
      arity = "1..*",
      description = "Metric: bleu.")
  private List<String> metrics = new ArrayList<>(List.of("bleu"));

  @Option(
      names = {"-nr", "--num-refs"},
      paramLabel = "N",
      description = "References in each line of the one reference file, separated by tabs.")
  private int columns = 1;

  @Option(
      names = {"-e", "--encoding"},
      paramLabel = "NAME",
      description = "Encoding of all text; default utf-8.")
  private String encoding = "utf-8";

  @Option(
      names = {"-sl", "--sentence-level"},
      description = "Print a score for every line.")
  private boolean sentenceLevel;

  @Option(names = "--force", description = "Do not warn about text that looks tokenised.")
  private boolean force;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no notes.")
  private boolean quiet;

  @Option(
      names = {
        "-t",
        "--test-set",
        "--list",
        "--download",
        "--echo",
        "--origlang",
        "-ol",
        "--subset"
      },
      arity = "0..*",
      hidden = true)
  private List<String> testSets;

  private final InputStream stdin;
  private final Map<String, String> environment;

  /** The command over the process's standard input and environment. */
  @Inject
  public EvaluateCommand() {
    this(System.in, System.getenv());
  }

  EvaluateCommand(InputStream stdin, Map<String, String> environment) {
    this.stdin = stdin;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    BleuConfig config = checkedConfig();
    PrintWriter out = spec.commandLine().getOut();
    try {
      score(config, out);
      return 0;
    } catch (EvaluateFailure e) {
      note(e.getMessage());
      return e.exitCode();
    } finally {
      out.flush();
    }
  }

  /** The metric's settings, once every option has been looked at. */
  private BleuConfig checkedConfig() {
    List<String> wrong = new ArrayList<>();
    if (testSets != null) {
      wrong.add("test sets are not looked up or downloaded here; give reference files");
    }
    for (String metric : metrics) {
      switch (metric) {
        case "bleu" -> {}
        case "chrf", "ter" -> wrong.add("metric " + metric + " is not available; choose bleu");
        default -> wrong.add("unknown metric " + metric + "; choose bleu");
      }
    }
    output.check(wrong);
    if (columns < 1) {
      wrong.add("--num-refs must be at least 1, found " + columns);
    }
    BleuConfig config = null;
    try {
      charset();
      // The warning about tokenised text is printed here, not logged by the metric.
      config = bleuOptions.config().withEffectiveOrder(sentenceLevel).withForce(true);
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "evaluate: " + String.join("; ", wrong));
    }
    return config;
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unknown encoding " + encoding + "; give a name such as utf-8 or latin1");
    }
  }

  private void score(BleuConfig config, PrintWriter out) {
    checkReferences();
    EvaluateInput input = EvaluateInput.read(references, columns, inputs, stdin, charset());
    if (bleuOptions.unsuitableForChinese() && !quiet) {
      note("Consider using the 'zh' tokenizer for Chinese.");
    }
    var bleu = new Bleu(config);
    if (sentenceLevel) {
      sentences(bleu, input, out);
    } else if (input.systems().size() > 1) {
      systems(bleu, input, out);
    } else {
      output.print(corpus(bleu, input, 0), environment, out);
    }
  }

  private void checkReferences() {
    if (references.isEmpty()) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED,
          "no reference file; give one or more before the -i/--input option");
    }
    if (columns > 1 && references.size() > 1) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED,
          "--num-refs splits the lines of one reference file, found "
              + references.size()
              + " files; give one");
    }
  }

  private void sentences(Bleu bleu, EvaluateInput input, PrintWriter out) {
    if (input.systems().size() > 1) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED,
          "Only one system can be evaluated in sentence-level mode, found "
              + input.systems().size());
    }
    List<String> lines = input.systems().get(0).lines();
    for (int i = 0; i < lines.size(); i++) {
      int segment = i;
      List<String> own = input.references().stream().map(stream -> stream.get(segment)).toList();
      output.printText(bleu.sentence(lines.get(i), own), out);
    }
  }

  private void systems(Bleu bleu, EvaluateInput input, PrintWriter out) {
    if (!quiet) {
      note("Found " + input.systems().size() + " systems.");
    }
    var table = new SystemTable();
    for (int i = 0; i < input.systems().size(); i++) {
      table.add(input.systems().get(i).name(), corpus(bleu, input, i));
    }
    output.print(table, environment, out);
  }

  private Score corpus(Bleu bleu, EvaluateInput input, int system) {
    List<String> lines = input.systems().get(system).lines();
    if (!force) {
      Bleu.tokenizedPeriods(lines).ifPresent(warning -> warning.lines().forEach(this::warn));
    }
    return bleu.corpus(lines, input.references());
  }

  private void warn(String line) {
    if (quiet) {
      spec.commandLine().getErr().println(line);
    } else {
      note(line);
    }
  }

  private void note(String line) {
    spec.commandLine().getErr().println("evaluate: " + line);
  }
}
