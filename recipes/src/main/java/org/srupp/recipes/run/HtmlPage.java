package org.srupp.recipes.run;

import java.nio.file.Path;
import java.util.List;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** A page under construction that needs nothing but a browser. Every text is shown as it is. */
final class HtmlPage {
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; color: #1c2126; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
      .facts { color: #48525c; margin: .3rem 0 0; }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 1rem; }
      svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: #48525c; }
      svg .title { font-size: 13px; font-weight: 600; fill: #1c2126; } svg .end { text-anchor: end; }
      svg .middle { text-anchor: middle; } svg .grid { stroke: #e4e8ec; } svg .axis { stroke: #8a949e; fill: none; }
      svg .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
      table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0;
      border-bottom: 1px solid #e4e8ec; overflow-wrap: anywhere; } th { font-weight: 600; white-space: nowrap; }
      .figures { overflow-x: auto; font-size: 13px; margin-top: 1rem; } .figures td { white-space: nowrap; font-variant-numeric: tabular-nums; }
      .figures td:nth-child(n+3), .figures th:nth-child(n+3) { text-align: right; }
      pre { background: #f5f7f9; padding: 1rem; overflow-x: auto; } summary { cursor: pointer; }
      """;

  private final StringBuilder page = new StringBuilder();

  /**
   * Begins a page.
   *
   * @param facts one line of them, below the title
   */
  HtmlPage(String title, List<String> facts) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(Html.escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(Html.escape(title))
        .append("</h1>\n");
    facts(facts);
  }

  /** One line of small things worth knowing. */
  void facts(List<String> facts) {
    page.append("<p class=\"facts\">")
        .append(Html.escape(String.join(" \u00b7 ", facts)))
        .append("</p>\n");
  }

  void heading(String text) {
    page.append("<h2>").append(Html.escape(text)).append("</h2>\n");
  }

  /** Those of the charts that have anything to draw, side by side. */
  void charts(List<SvgChart> charts) {
    page.append("<div class=\"charts\">\n");
    charts.stream().filter(chart -> !chart.isEmpty()).forEach(chart -> page.append(chart.toSvg()));
    page.append("</div>\n");
  }

  /**
   * A table.
   *
   * @param head empty for a table without one
   */
  void table(List<String> head, List<List<String>> rows) {
    page.append("<table>\n");
    if (!head.isEmpty()) {
      row("th", head);
    }
    rows.forEach(row -> row("td", row));
    page.append("</table>\n");
  }

  /** A table whose columns from the third on are numbers; too wide a one scrolls by itself. */
  void figures(List<String> head, List<List<String>> rows) {
    page.append("<div class=\"figures\">\n");
    table(head, rows);
    page.append("</div>\n");
  }

  /** A table that folds away. */
  void folded(String summary, boolean open, List<String> head, List<List<String>> rows) {
    page.append(open ? "<details open>" : "<details>")
        .append("<summary>")
        .append(Html.escape(summary))
        .append("</summary>\n");
    table(head, rows);
    page.append("</details>\n");
  }

  /** Text with its own line ends. */
  void preformatted(String text) {
    page.append("<pre>").append(Html.escape(text)).append("</pre>\n");
  }

  /** The whole page so far. */
  String toHtml() {
    return page + "</body>\n</html>\n";
  }

  /** Writes the page whole or not at all. */
  void write(Path file) {
    AtomicFiles.writeText(file, toHtml());
  }

  private void row(String cell, List<String> values) {
    page.append("<tr>");
    for (String value : values) {
      page.append('<')
          .append(cell)
          .append('>')
          .append(Html.escape(value))
          .append("</")
          .append(cell)
          .append('>');
    }
    page.append("</tr>\n");
  }
}
