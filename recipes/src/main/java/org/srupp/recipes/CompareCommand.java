package org.srupp.recipes;

import com.google.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.srupp.recipes.run.ComparedRun;
import org.srupp.recipes.run.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: trainings beside one another, ended or not. */
@Command(
    name = "compare",
    description = {
      "Put the runs of trainings, ended or not, beside one another: size, time, validation up to"
          + " several times, test scores, and mean and standard deviation of runs of one name.",
      "They are judged by the first of validation BLEU, bits, perplexity and loss that all have."
    },
    footer = {
      "",
      "Examples:",
      "  srupp compare runs/small runs/large --minutes 5,10,20",
      "  srupp compare wide=runs/1 wide=runs/2 deep=runs/3 --out compare.html"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "[NAME=]RUN",
      description =
          "Run folders; the name is that of the recipe where none is given, and runs of one name"
              + " share a colour.")
  private List<String> arguments;

  @Option(
      names = "--minutes",
      split = ",",
      paramLabel = "M",
      description =
          "Minutes of training up to which the best validation is told; default: quarters of the"
              + " shortest run.")
  private List<Double> minutes = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "Write table and curves too, as a page that needs nothing but a browser.")
  private Path out;

  @Inject
  CompareCommand() {}

  @Override
  public Integer call() {
    check();
    Comparison comparison = Comparison.of(read(), minutes);
    if (out != null) {
      comparison.write(out);
    }
    comparison.lines().forEach(spec.commandLine().getOut()::println);
    return Failures.DONE;
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    for (double each : minutes) {
      if (!(each > 0 && Double.isFinite(each))) {
        wrong.add("--minutes must be numbers above 0, found " + each);
      }
    }
    if (out != null && Files.isDirectory(out)) {
      wrong.add("--out must name a file, found the folder " + out);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    BenchOptions.requireFolder(spec, "--out", out);
  }

  private List<ComparedRun> read() {
    List<ComparedRun> runs = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (String argument : arguments) {
      ComparedRun run = read(argument);
      if (!seen.add(run.folder().toAbsolutePath().normalize())) {
        throw new IllegalArgumentException(
            run.folder() + " is named twice: name each run once, or its mean counts it double");
      }
      runs.add(run);
    }
    return runs;
  }

  // A folder may have the sign in its name, as those of a search over settings often do.
  private static ComparedRun read(String argument) {
    if (argument.isBlank() || argument.endsWith("=") && !Files.isDirectory(Path.of(argument))) {
      throw new IllegalArgumentException(
          "expected RUN or NAME=RUN, found no run in \"" + argument + "\"");
    }
    int sign = argument.indexOf('=');
    if (sign < 0 || Files.isDirectory(Path.of(argument))) {
      return ComparedRun.read(Path.of(argument));
    }
    String name = argument.substring(0, sign).strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("expected NAME=RUN, found no name in " + argument);
    }
    return ComparedRun.read(Path.of(argument.substring(sign + 1))).named(name);
  }
}
