package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all rounds of a contender say together.
 *
 * @param name the contender's
 * @param work what speed is counted in, of the whole text
 * @param items pieces that the text comes in
 * @param workPerSecond over the rounds
 * @param itemsPerSecond over the rounds
 * @param millisecondsPerItem over the rounds
 * @param milliseconds for the whole text, over the rounds
 * @param ratio over the rounds: the first contender's time by its own in the same round
 */
record PassFigures(
    String name,
    Counted work,
    Counted items,
    Spread workPerSecond,
    Spread itemsPerSecond,
    Spread millisecondsPerItem,
    Spread milliseconds,
    Spread ratio) {
  private static final double MILLIS = 1e3;

  /**
   * Of every contender.
   *
   * @param turns whole rounds, one after the other, each with all contenders
   */
  static List<PassFigures> of(List<Contender> contenders, List<PassTurn> turns) {
    List<PassFigures> figures = new ArrayList<>();
    double[] first = seconds(contenders.getFirst(), turns);
    for (Contender contender : contenders) {
      figures.add(of(contender, seconds(contender, turns), first));
    }
    return figures;
  }

  private static PassFigures of(Contender contender, double[] seconds, double[] first) {
    double[] ratios = new double[seconds.length];
    Arrays.setAll(ratios, i -> first[i] / seconds[i]);
    long work = contender.work().count();
    long items = contender.items().count();
    return new PassFigures(
        contender.name(),
        contender.work(),
        contender.items(),
        Spread.of(Arrays.stream(seconds).map(each -> work / each)),
        Spread.of(Arrays.stream(seconds).map(each -> items / each)),
        Spread.of(Arrays.stream(seconds).map(each -> MILLIS * each / items)),
        Spread.of(Arrays.stream(seconds).map(each -> MILLIS * each)),
        Spread.of(Arrays.stream(ratios)));
  }

  private static double[] seconds(Contender contender, List<PassTurn> turns) {
    return turns.stream()
        .filter(turn -> turn.name().equals(contender.name()))
        .mapToDouble(PassTurn::seconds)
        .toArray();
  }
}
