package org.srupp.recipes.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.training.TimedUpdate;
import org.srupp.recipes.training.Trial;

class InterleavingTest {
  private final List<String> order = new ArrayList<>();

  /** A model whose updates take the given seconds, one after the other. */
  private BenchModel model(String name, double... seconds) {
    Trial trial =
        new Trial() {
          private int updates;

          @Override
          public long parameters() {
            return name.length();
          }

          @Override
          public TimedUpdate update() {
            order.add(name);
            return new TimedUpdate(10, seconds[updates++]);
          }

          @Override
          public void close() {}
        };
    return new BenchModel(name, "recipe", 7, trial);
  }

  @Test
  void modelsTakeTurnsAndWarmUpsDoNotCount() {
    BenchModel a = model("a", 100, 100, 1, 1, 2, 2, 4, 4);
    BenchModel bb = model("bb", 100, 100, 2, 2, 4, 4, 2, 2);
    List<Turn> heard = new ArrayList<>();
    List<Turn> turns = new Interleaving(new BenchPlan(2, 3, 2), heard::add).run(List.of(a, bb));
    assertEquals("a bb a bb a a bb bb a a bb bb a a bb bb", String.join(" ", order));
    assertEquals(turns, heard);
    assertEquals(new Turn(2, "bb", 2, 20, 8), turns.get(3));

    List<ModelFigures> figures = ModelFigures.of(List.of(a, bb), turns);
    assertEquals(new Spread(5, 2.5, 10), figures.get(0).tokensPerSecond());
    assertEquals(new Spread(2000, 1000, 4000), figures.get(0).millisecondsPerStep());
    assertEquals(new Spread(1, 1, 1), figures.get(0).ratio());
    // per round 5/10, 2.5/5 and 5/2.5: the median of ratios, not the ratio of medians
    assertEquals(new Spread(0.5, 0.5, 2), figures.get(1).ratio());
    assertEquals(2, figures.get(1).parameters());
  }

  @Test
  void anEvenNumberOfRoundsHasItsMedianBetweenTwo() {
    assertEquals(new Spread(2.5, 1, 9), Spread.of(java.util.stream.DoubleStream.of(9, 3, 1, 2)));
  }
}
