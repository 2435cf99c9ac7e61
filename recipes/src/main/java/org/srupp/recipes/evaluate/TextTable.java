package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.List;

/** A {@link SystemTable} as lines of text, boxed or for LaTeX's booktabs. */
final class TextTable {
  /** A heading is as wide as its text and this at least. */
  private static final int HEADING_SPACE = 2;

  private final SystemTable table;
  private final int width;
  private final boolean latex;
  private final int[] widths;

  private TextTable(SystemTable table, int width, boolean latex) {
    this.table = table;
    this.width = width;
    this.latex = latex;
    this.widths = widths();
  }

  /** The table with lines around its cells, every line ended by a line feed. */
  static String boxed(SystemTable table, int width) {
    var form = new TextTable(table, width, false);
    var text = new StringBuilder(form.rule("╒═╤╕")).append(form.boxedLine(form.headings()));
    for (int i = 0; i < table.systems().size(); i++) {
      text.append(form.rule(i == 0 ? "╞═╪╡" : "├─┼┤"));
      form.row(i).forEach(line -> text.append(form.boxedLine(line)));
    }
    return text.append(form.rule("╘═╧╛")).toString();
  }

  /** The table as a tabular, every line ended by a line feed. */
  static String latex(SystemTable table, int width) {
    var form = new TextTable(table, width, true);
    var text = new StringBuilder("\\begin{tabular}{r");
    text.append("c".repeat(table.columns().size())).append("}\n\\toprule\n");
    text.append(form.latexLine(form.headings())).append("\\midrule\n");
    for (int i = 0; i < table.systems().size(); i++) {
      form.row(i).forEach(line -> text.append(form.latexLine(line)));
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>(List.of(SystemTable.HEADING));
    table.columns().forEach(column -> headings.add(column.heading()));
    return headings;
  }

  /** The lines of a system's row, each with all its cells. */
  private List<List<String>> row(int system) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of(table.systems().get(system)));
    int height = 1;
    for (int k = 0; k < table.columns().size(); k++) {
      List<String> cell = table.cell(system, k, width);
      cells.add(latex ? List.of(String.join(" ", cell)) : cell);
      height = Math.max(height, cells.get(k + 1).size());
    }
    List<List<String>> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      int at = line;
      lines.add(cells.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList());
    }
    return lines;
  }

  private int[] widths() {
    List<String> headings = headings();
    int[] widest = new int[headings.size()];
    for (int k = 0; k < widest.length; k++) {
      widest[k] = Padding.width(headings.get(k)) + HEADING_SPACE;
    }
    for (int i = 0; i < table.systems().size(); i++) {
      for (List<String> line : row(i)) {
        for (int k = 0; k < widest.length; k++) {
          widest[k] = Math.max(widest[k], Padding.width(line.get(k)));
        }
      }
    }
    return widest;
  }

  /** The names to the right, all else in the middle. */
  private List<String> padded(List<String> line) {
    List<String> padded = new ArrayList<>();
    for (int k = 0; k < line.size(); k++) {
      padded.add(
          k == 0 ? Padding.right(line.get(k), widths[k]) : Padding.center(line.get(k), widths[k]));
    }
    return padded;
  }

  private String boxedLine(List<String> line) {
    return "│ " + String.join(" │ ", padded(line)) + " │\n";
  }

  /** {@code marks} are the left end, the stroke, the crossing and the right end. */
  private String rule(String marks) {
    List<String> strokes = new ArrayList<>();
    for (int cell : widths) {
      strokes.add(marks.substring(1, 2).repeat(cell + 2));
    }
    return marks.charAt(0) + String.join(marks.substring(2, 3), strokes) + marks.charAt(3) + "\n";
  }

  private String latexLine(List<String> line) {
    List<String> escaped = padded(line).stream().map(TextTable::escaped).toList();
    return " " + String.join(" & ", escaped) + " \\\\\n";
  }

  private static String escaped(String cell) {
    var text = new StringBuilder();
    for (char unit : cell.toCharArray()) {
      switch (unit) {
        case '&', '%', '$', '#', '_', '{', '}' -> text.append('\\').append(unit);
        case '^' -> text.append("\\^{}");
        case '~' -> text.append("\\textasciitilde{}");
        case '\\' -> text.append("\\textbackslash{}");
        case '<', '>' -> text.append("\\ensuremath{").append(unit).append('}');
        default -> text.append(unit);
      }
    }
    return text.toString();
  }
}
