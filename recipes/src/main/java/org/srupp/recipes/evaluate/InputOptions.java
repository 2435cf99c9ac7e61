package org.srupp.recipes.evaluate;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code evaluate} that say what is scored, with sacreBLEU's names. */
final class InputOptions {
  @Parameters(
      paramLabel = "REFERENCE",
      arity = "0..1",
      description = "Reference files, plain or .gz, before -i.")
  private List<String> references = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      arity = "1..*",
      parameterConsumer = UntilNextOption.class,
      description =
          "Output of a system, plain or .gz, one file each; default: standard input, tabs between systems.")
  private List<String> inputs = new ArrayList<>();

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
      names = {
        "-t",
        "--test-set",
        "--list",
        "--download",
        "--echo",
        "--origlang",
        "-ol",
        "--subset",
        "--citation",
        "--cite",
        "-d",
        "--detail"
      },
      arity = "0..*",
      hidden = true)
  private List<String> testSets;

  /** Adds a sentence for every option that cannot be. */
  void check(List<String> wrong) {
    if (testSets != null) {
      wrong.add("test sets are not looked up or downloaded here; give reference files");
    }
    if (columns < 1) {
      wrong.add("--num-refs must be at least 1, found " + columns);
    }
    try {
      charset();
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
  }

  /** How many systems are named by files. */
  int systems() {
    return inputs.size();
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unknown encoding " + encoding + "; give a name such as utf-8 or latin1");
    }
  }

  /**
   * Reads what is to be scored.
   *
   * @param folder where relative names of files begin
   * @param paired whether the first system is a baseline
   * @throws EvaluateFailure if it cannot be read or does not fit together
   */
  EvaluateInput read(InputStream stdin, Path folder, boolean paired, Notes notes) {
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
    List<String> files = paired ? withoutBaselineAgain(notes) : inputs;
    EvaluateInput read =
        EvaluateInput.read(references, columns, files, stdin, new TextLines(folder, charset()));
    return paired ? read.withBaseline(!inputs.isEmpty()) : read;
  }

  private List<String> withoutBaselineAgain(Notes notes) {
    List<String> files = new ArrayList<>();
    for (String file : inputs) {
      if (!files.isEmpty() && file.equals(files.get(0))) {
        notes.info("Ignoring " + Notes.quoted(file) + " as it was also given as the baseline.");
      } else {
        files.add(file);
      }
    }
    return files;
  }
}
