package org.srupp.recipes.evaluate;

import java.util.List;
import org.srupp.eval.Score;

/** One system's scores in sacreBLEU's two shapes: lines aligned at their equals signs, and JSON. */
final class ScoreLines {
  private ScoreLines() {}

  /** All scores, without a final line feed. */
  static String of(List<Score> scores, OutputFormat format, OutputOptions options) {
    boolean json = format == OutputFormat.JSON;
    List<String> lines =
        scores.stream()
            .map(
                score ->
                    json && !options.scoreOnly()
                        ? score.json(options.width())
                        : text(score, options))
            .toList();
    if (lines.size() == 1) {
      return lines.get(0);
    }
    return json ? "[\n" + String.join(",\n", lines) + "\n]" : aligned(lines);
  }

  /** A score on one line. */
  static String text(Score score, OutputOptions options) {
    return options.scoreOnly()
        ? score.number(options.width())
        : score.text(options.width(), options.brief());
  }

  private static String aligned(List<String> lines) {
    int widest = lines.stream().mapToInt(line -> line.indexOf('=')).max().orElse(0);
    return String.join("\n", lines.stream().map(line -> shifted(line, widest)).toList());
  }

  private static String shifted(String line, int widest) {
    int at = line.indexOf('=');
    return at < 0 ? line : " ".repeat(widest - at) + line;
  }
}
