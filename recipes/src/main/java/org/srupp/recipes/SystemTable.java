package org.srupp.recipes;

import java.util.ArrayList;
import java.util.List;
import org.srupp.eval.Score;
import org.srupp.eval.text.PythonNumber;

/** The scores of several systems in sacreBLEU's two shapes: a boxed table and a JSON array. */
final class SystemTable {
  private static final String HEADING = "System";

  private final List<String> names = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();

  void add(String system, Score score) {
    names.add(system);
    scores.add(score);
  }

  /**
   * The table with {@code width} decimals and, below it, the signature; {@code brief} takes the
   * short one.
   */
  String text(int width, boolean brief) {
    String metric = scores.get(0).name();
    int nameWidth = HEADING.length() + 2;
    int scoreWidth = metric.length() + 2;
    for (int i = 0; i < names.size(); i++) {
      nameWidth = Math.max(nameWidth, names.get(i).codePointCount(0, names.get(i).length()));
      scoreWidth = Math.max(scoreWidth, number(i, width).length());
    }
    var text = new StringBuilder();
    text.append(rule("╒═╤╕", nameWidth, scoreWidth))
        .append(row(HEADING, metric, nameWidth, scoreWidth));
    for (int i = 0; i < names.size(); i++) {
      text.append(rule(i == 0 ? "╞═╪╡" : "├─┼┤", nameWidth, scoreWidth));
      text.append(row(names.get(i), number(i, width), nameWidth, scoreWidth));
    }
    text.append(rule("╘═╧╛", nameWidth, scoreWidth));
    String line = "-".repeat(17);
    text.append("\n")
        .append(line)
        .append("\nMetric signatures\n")
        .append(line)
        .append("\n - ")
        .append(metric);
    text.append(" ".repeat(Math.max(0, 10 - metric.length()))).append(' ');
    var signature = scores.get(0).signature();
    return text.append(brief ? signature.brief() : signature.toString()).toString();
  }

  /** An array of objects, indented by four, with scores as strings and names in ASCII. */
  String json(int width) {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      objects.add(
          "    {\n        \"system\": "
              + quoted(names.get(i))
              + ",\n        \""
              + scores.get(i).name()
              + "\": \""
              + number(i, width)
              + "\"\n    }");
    }
    return "[\n" + String.join(",\n", objects) + "\n]";
  }

  private String number(int system, int width) {
    return PythonNumber.fixed(scores.get(system).score(), width);
  }

  /**
   * A horizontal line; {@code marks} are its left end, its stroke, its crossing and its right end.
   */
  private static String rule(String marks, int nameWidth, int scoreWidth) {
    String stroke = marks.substring(1, 2);
    return marks.charAt(0)
        + stroke.repeat(nameWidth + 2)
        + marks.charAt(2)
        + stroke.repeat(scoreWidth + 2)
        + marks.charAt(3)
        + "\n";
  }

  private static String row(String name, String score, int nameWidth, int scoreWidth) {
    int blanks = scoreWidth - score.length();
    return "│ "
        + " ".repeat(nameWidth - name.codePointCount(0, name.length()))
        + name
        + " │ "
        + " ".repeat(blanks / 2)
        + score
        + " ".repeat(blanks - blanks / 2)
        + " │\n";
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        json.append('\\').append(unit);
      } else if (unit < ' ' || unit > '~') {
        json.append(String.format("\\u%04x", (int) unit));
      } else {
        json.append(unit);
      }
    }
    return json.append('"').toString();
  }
}
