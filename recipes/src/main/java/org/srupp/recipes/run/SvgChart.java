package org.srupp.recipes.run;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A chart of lines as inline SVG.
 *
 * @param title above it
 * @param xLabel below it, with its unit
 * @param lines at most as many as there are colours
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
  private static final String[] COLOURS = {"#1f5fa8", "#c4501b", "#2f7d4f"};

  /** Where a line goes; a point that is not finite interrupts it. */
  record Point(double x, double y) {
    boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  record Line(String name, List<Point> points) {}

  SvgChart {
    if (lines.size() > COLOURS.length) {
      throw new IllegalArgumentException(
          "at most " + COLOURS.length + " lines, found " + lines.size());
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
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH, HEIGHT, Html.escape(title)));
    text(svg, LEFT, 16, "title", title);
    appendAxes(svg, x, y);
    for (int i = 0; i < lines.size(); i++) {
      appendLine(svg, lines.get(i), COLOURS[i], x, y);
    }
    appendLegend(svg);
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

  private void appendLegend(StringBuilder svg) {
    if (lines.size() < 2) {
      return;
    }
    int at = WIDTH - RIGHT;
    for (int i = lines.size() - 1; i >= 0; i--) {
      svg.append("<g fill=\"").append(COLOURS[i]).append("\">");
      text(svg, at, 16, "end", "\u2014 " + lines.get(i).name());
      svg.append("</g>\n");
      at -= 8 * (lines.get(i).name().length() + 4);
    }
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
