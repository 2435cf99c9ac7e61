package org.srupp.recipes;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.srupp.eval.Score;
import org.srupp.eval.text.PythonNumber;
import picocli.CommandLine.Option;

/**
 * The options of {@code evaluate} that say how scores are printed, with sacreBLEU's names and
 * defaults.
 */
final class EvaluateOutput {
  private static final Set<String> FORMATS = Set.of("json", "text");
  private static final String FORMAT_VARIABLE = "SACREBLEU_FORMAT";

  @Option(
      names = {"-sh", "--short"},
      description = "Print short signatures.")
  private boolean brief;

  @Option(
      names = {"-b", "--score-only"},
      description = "Print the number only.")
  private boolean scoreOnly;

  @Option(
      names = {"-w", "--width"},
      paramLabel = "N",
      description = "Digits after the point; default 1.")
  private int width = 1;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORM",
      description =
          "Output: json (default) or text; the environment's SACREBLEU_FORMAT goes before.")
  private String format = "json";

  /** Adds a sentence for every option that cannot be. */
  void check(List<String> wrong) {
    if (!FORMATS.contains(format)) {
      wrong.add("unknown format " + format + "; choose json or text");
    }
    if (width < 0) {
      wrong.add("--width must be at least 0, found " + width);
    }
  }

  /** Prints a score in the form asked for. */
  void print(Score score, Map<String, String> environment, PrintWriter out) {
    if (scoreOnly || textWanted(environment)) {
      printText(score, out);
    } else {
      line(score.json(width), out);
    }
  }

  /** Prints a score as one line whatever form was asked for, as the sentence level does. */
  void printText(Score score, PrintWriter out) {
    line(scoreOnly ? PythonNumber.fixed(score.score(), width) : score.text(width, brief), out);
  }

  /** Prints several systems in the form asked for. */
  void print(SystemTable table, Map<String, String> environment, PrintWriter out) {
    line(textWanted(environment) ? table.text(width, brief) : table.json(width), out);
  }

  private boolean textWanted(Map<String, String> environment) {
    String before = environment.getOrDefault(FORMAT_VARIABLE, "").toLowerCase(Locale.ROOT);
    return (FORMATS.contains(before) ? before : format).equals("text");
  }

  /** LF on every system: scripts compare bytes. */
  private static void line(String text, PrintWriter out) {
    out.print(text);
    out.print('\n');
  }
}
