package org.srupp.recipes.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.run.Machine;

class PassRoundsTest {
  private final List<String> order = new ArrayList<>();

  private Contender contender(String name) {
    return new Contender(
        name, new Counted("word", 1200), new Counted("line", 8), () -> order.add(name));
  }

  @Test
  void contendersTakeTurnsThereAndBackAndWarmUpsDoNotCount() {
    List<PassTurn> heard = new ArrayList<>();
    List<PassTurn> turns =
        new PassRounds(new PassPlan(1, 2), heard::add).run(List.of(contender("a"), contender("b")));
    assertEquals("a b a b b a", String.join(" ", order));
    assertEquals(turns, heard);
    assertEquals(List.of("a", "b", "b", "a"), turns.stream().map(PassTurn::name).toList());
    assertEquals(List.of(1, 1, 2, 2), turns.stream().map(PassTurn::round).toList());
  }

  @Test
  void figuresAreMediansAndRatiosAreThoseOfARound() {
    List<Contender> contenders = List.of(contender("a"), contender("b"));
    List<PassTurn> turns = new ArrayList<>();
    double[][] seconds = {{2, 4}, {4, 4}, {6, 3}};
    for (int i = 0; i < seconds.length; i++) {
      turns.add(new PassTurn(i + 1, "a", seconds[i][0], 0));
      turns.add(new PassTurn(i + 1, "b", seconds[i][1], 0));
    }
    List<PassFigures> figures = PassFigures.of(contenders, turns);
    PassFigures a = figures.get(0);
    assertEquals(new Spread(300, 200, 600), a.workPerSecond());
    assertEquals(new Spread(2, 8 / 6.0, 4), a.itemsPerSecond());
    assertEquals(new Spread(500, 250, 750), a.millisecondsPerItem());
    assertEquals(new Spread(4000, 2000, 6000), a.milliseconds());
    assertEquals(new Spread(1, 1, 1), a.ratio());
    // 2/4, 4/4, 6/3
    assertEquals(new Spread(1, 0.5, 2), figures.get(1).ratio());
  }

  @Test
  void theTableHasALineForEachContender() {
    BenchHost host =
        new BenchHost(
            new Machine("an OS", "a processor", 2, 1L << 30), null, 1, "25", null, "c0ffee");
    List<PassTurn> turns = List.of(new PassTurn(1, "a", 2, 600), new PassTurn(1, "bb", 4, 300));
    PassReport report =
        PassReport.of(
            "srupp bench",
            host,
            "text.de",
            new PassPlan(0, 1),
            List.of(contender("a"), contender("bb")),
            turns);
    List<String> lines = report.lines();
    assertEquals("a processor, 2 cores, 1.0 GiB, an OS", lines.get(0));
    assertEquals("threads 1, JDK 25, commit c0ffee", lines.get(1));
    assertEquals("text.de (8 lines), in turn: warm-up 0, rounds 1", lines.get(2));
    assertEquals(
        "words words/s least most lines/s ms/line ms/text ratio",
        lines.get(4).strip().replaceAll(" +", " "));
    assertEquals(
        "a 1,200 600 600 600 4.0 250.0000 2,000.0 1.00", lines.get(5).replaceAll(" +", " "));
    assertEquals(
        "bb 1,200 300 300 300 2.0 500.0000 4,000.0 0.50", lines.get(6).replaceAll(" +", " "));
    assertEquals(lines.get(4).length(), lines.get(5).length());
  }

  @Test
  void wrongNumbersAreNamedTogether() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new PassPlan(-1, 0)).getMessage();
    assertTrue(
        message.equals(
            "--warm-up must be at least 0, found -1; --rounds must be at least 1, found 0"),
        message);
  }
}
