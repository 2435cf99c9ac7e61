package org.srupp.recipes.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A chart of lines as inline SVG. Lines of one name have one colour and one entry in the legend.
 *
 * @param title above it
 * @param xLabel below it, with its unit
 * @param lines of at most {@link #MOST_NAMES} names
 */
record SvgChart(String title, String xLabel, List<Line> lines) {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 250;
  private static final int LEFT = 52;
  private static final int RIGHT = 10;
  private static final int TOP = 28;
  private static final int BOTTOM = 40;
  private static final int MOST_POINTS = 800;
  private static final int FEW_POINTS = 40;
  private static final int LEGEND_ROW = 16;
  private static final int LEGEND_CHARACTER = 6; // of text at 11 px, on average
  private static final int LEGEND_SIGN = 18;
  private static final int LEGEND_GAP = 14;
  private static final int LONGEST_NAME = 56;

  // Okabe and Ito's colours, which differ for colour-blind readers too; their yellow hardly
  // shows on white, so the last is Tol's wine.
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#882255");

  /** How many names the colours tell apart. */
  static final int MOST_NAMES = COLOURS.size();

  /** Where a line goes; a point that is not finite interrupts it. */
  record Point(double x, double y) {
    boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  record Line(String name, List<Point> points) {

    /** The values of one key over whatever {@code x} tells of their records. */
    static Line of(
        String name,
        List<MetricsRecord> records,
        ToDoubleFunction<MetricsRecord> x,
        MetricKey key) {
      return new Line(
          name,
          records.stream()
              .filter(r -> r.values().containsKey(key))
              .map(r -> new Point(x.applyAsDouble(r), r.values().get(key)))
              .toList());
    }
  }

  SvgChart {
    lines = List.copyOf(lines);
    int names = names(lines).size();
    if (names > MOST_NAMES) {
      throw new IllegalArgumentException(
          "a chart tells at most " + MOST_NAMES + " names apart, found " + names);
    }
  }

  /** Whether there is anything to draw. */
  boolean isEmpty() {
    return finite().findAny().isEmpty();
  }

  /** The chart as an {@code svg} element; must not be empty. */
  String toSvg() {
    Axis x = axis(Point::x);
    Axis y = axis(Point::y);
    List<String> names = names(lines);
    List<Entry> legend = legend(names);
    int legendHeight = legend.isEmpty() ? 0 : LEGEND_ROW * (legend.getLast().row() + 1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH,
            HEIGHT + legendHeight,
            Html.escape(title)));
    text(svg, LEFT, 16, "title", title);
    appendAxes(svg, x, y);
    for (Line line : lines) {
      appendLine(svg, line, COLOURS.get(names.indexOf(line.name())), x, y);
    }
    legend.forEach(entry -> append(svg, entry));
    return svg.append("</svg>\n").toString();
  }

  private Axis axis(ToDoubleFunction<Point> value) {
    double[] values = finite().mapToDouble(value).sorted().toArray();
    return Axis.over(
        Math.min(0, values[0]), values[values.length - 1]); // from 0, so that heights compare
  }

  private Stream<Point> finite() {
    return lines.stream().flatMap(line -> line.points().stream()).filter(Point::isFinite);
  }

  private void appendAxes(StringBuilder svg, Axis x, Axis y) {
    int bottom = HEIGHT - BOTTOM;
    for (double mark : y.marks()) {
      double at = toY(y, mark);
      svg.append(format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>\n", LEFT, at, WIDTH - RIGHT));
      text(svg, LEFT - 6, at + 4, "end", y.text(mark));
    }
    for (double mark : x.marks()) {
      double at = toX(x, mark);
      svg.append(format("<path class=\"axis\" d=\"M%.1f %dv4\"/>\n", at, bottom));
      text(svg, at, bottom + 16, "middle", x.text(mark));
    }
    svg.append(
        format("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>\n", LEFT, TOP, bottom, WIDTH - RIGHT));
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", xLabel);
  }

  private static void appendLine(StringBuilder svg, Line line, String colour, Axis x, Axis y) {
    List<Point> points = line.points();
    int stride = Math.ceilDiv(Math.max(1, points.size()), MOST_POINTS);
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (!point.isFinite()) {
        pen = false;
      } else if (i % stride == 0 || i == points.size() - 1) {
        path.append(format("%s%.1f %.1f", pen ? "L" : "M", toX(x, point.x()), toY(y, point.y())));
        dots.append(
            format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\"/>",
                toX(x, point.x()), toY(y, point.y())));
        pen = true;
      }
    }
    svg.append("<path class=\"line\" stroke=\"")
        .append(colour)
        .append("\" d=\"")
        .append(path)
        .append("\"/>\n");
    if (points.size() <= FEW_POINTS) { // a line of one point is invisible without its dot
      svg.append("<g fill=\"").append(colour).append("\">").append(dots).append("</g>\n");
    }
  }

  private static List<String> names(List<Line> lines) {
    return lines.stream().map(Line::name).distinct().toList();
  }

  /** A name of the legend: where its row goes on, and which row. */
  private record Entry(String name, String colour, int x, int row) {}

  /** From left to right, row by row below the chart; a single name needs no legend. */
  private static List<Entry> legend(List<String> names) {
    List<Entry> entries = new ArrayList<>();
    int at = LEFT;
    int row = 0;
    for (int i = 0; names.size() > 1 && i < names.size(); i++) {
      String name = names.get(i);
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
      int width = LEGEND_SIGN + LEGEND_CHARACTER * shown.length();
      if (at > LEFT && at + width > WIDTH - RIGHT) {
        at = LEFT;
        row++;
      }
      entries.add(new Entry(shown, COLOURS.get(i), at, row));
      at += width + LEGEND_GAP;
    }
    return entries;
  }

  private static void append(StringBuilder svg, Entry entry) {
    int y = HEIGHT + LEGEND_ROW * entry.row() + LEGEND_ROW / 2;
    svg.append(
        format(
            "<path class=\"line\" stroke=\"%s\" d=\"M%d %dh12\"/>\n",
            entry.colour(), entry.x(), y - 4));
    text(svg, entry.x() + LEGEND_SIGN, y, "start", entry.name());
  }

  private static void text(StringBuilder svg, double x, double y, String kind, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n", x, y, kind, Html.escape(text)));
  }

  private static double toX(Axis axis, double value) {
    return LEFT + axis.place(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double toY(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
