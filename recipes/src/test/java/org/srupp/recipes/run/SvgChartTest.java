package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvgChartTest {
  private static final Pattern STROKE = Pattern.compile("stroke=\"(#[0-9a-f]{6})\" d=\"M");

  @Test
  void onePointIsADotAndAGapIsNotBridged() {
    String one = chart(new SvgChart.Point(5, 0)).toSvg();
    assertTrue(one.contains("<circle cx=\"434.7\" cy=\"119.0\""), one);
    String gap =
        chart(new SvgChart.Point(1, 1), new SvgChart.Point(2, Double.NaN), new SvgChart.Point(3, 2))
            .toSvg();
    assertTrue(gap.matches("(?s).*d=\"M[\\d.]+ [\\d.]+M[\\d.]+ [\\d.]+\".*"), gap);
    assertTrue(chart(new SvgChart.Point(2, Double.NaN)).isEmpty());
  }

  @Test
  void aLongRunIsThinnedToItsFirstAndLastPointAndSomeBetween() {
    SvgChart.Point[] points = new SvgChart.Point[100_000];
    for (int i = 0; i < points.length; i++) {
      points[i] = new SvgChart.Point(i, i);
    }
    String svg = chart(points).toSvg();
    assertTrue(svg.length() < 20_000, "length " + svg.length());
    assertTrue(svg.contains("d=\"M52.0 210.0L"), svg.substring(0, 2000));
  }

  @Test
  void axesHaveRoundMarks() {
    assertEquals(List.of("0", "2.5", "5", "7.5", "10"), texts(Axis.over(0, 10)));
    assertEquals(List.of("0.1", "0.15", "0.2", "0.25", "0.3"), texts(Axis.over(0.1, 0.3)));
    assertEquals(List.of("0", "10k", "20k", "30k", "40k"), texts(Axis.over(0, 41_000)));
    assertEquals(List.of("0", "1.0e-05", "2.0e-05", "3.0e-05"), texts(new Axis(0, 0.000035)));
  }

  @Test
  void linesOfOneNameShareAColourAndAnEntryOfTheLegend() {
    String svg = new SvgChart("t", "x", List.of(line("a"), line("b"), line("a"))).toSvg();
    List<String> strokes = strokes(svg);
    assertEquals(List.of(strokes.get(0), strokes.get(1), strokes.get(0)), strokes.subList(0, 3));
    assertEquals(strokes.subList(0, 2), strokes.subList(3, 5)); // the legend's
    assertEquals(5, strokes.size());
    assertEquals(2, svg.split(">a</text>|>b</text>", -1).length - 1, svg);
  }

  @Test
  void aSingleNameNeedsNoLegend() {
    String svg = new SvgChart("t", "x", List.of(line("a"), line("a"))).toSvg();
    assertEquals(2, strokes(svg).size());
    assertFalse(svg.contains(">a</text>"), svg);
    assertTrue(svg.startsWith("<svg viewBox=\"0 0 460 250\""), svg);
  }

  /** 8 names of 20 characters, 138 wide with their sign and 14 apart: 2 fit into 398, so 4 rows. */
  @Test
  void aLongLegendGoesOnInFurtherRows() {
    List<SvgChart.Line> lines =
        IntStream.range(0, 8).mapToObj(i -> line("name of 20 letters " + i)).toList();
    String svg = new SvgChart("t", "x", lines).toSvg();
    assertTrue(svg.startsWith("<svg viewBox=\"0 0 460 314\""), svg); // 250 + 4 x 16
    assertTrue(svg.contains("\" d=\"M204 302h12\""), svg); // 52 + 138 + 14, 250 + 3 x 16 + 8 - 4
    assertEquals(8, new HashSet<>(strokes(svg)).size());
  }

  @Test
  void moreNamesThanColoursAreRefused() {
    List<SvgChart.Line> lines = IntStream.range(0, 9).mapToObj(i -> line("l" + i)).toList();
    var e = assertThrows(IllegalArgumentException.class, () -> new SvgChart("t", "x", lines));
    assertEquals("a chart tells at most 8 names apart, found 9", e.getMessage());
  }

  private static List<String> texts(Axis axis) {
    return axis.marks().stream().map(axis::text).toList();
  }

  private static List<String> strokes(String svg) {
    return STROKE.matcher(svg).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static SvgChart.Line line(String name) {
    return new SvgChart.Line(name, List.of(new SvgChart.Point(1, 1), new SvgChart.Point(2, 3)));
  }

  private static SvgChart chart(SvgChart.Point... points) {
    return new SvgChart("t", "x", List.of(new SvgChart.Line("l", List.of(points))));
  }
}
