package org.srupp.recipes.corpora.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True in {@code percent} of 100 cases. */
  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From {@code low} to {@code high}, both possible. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T of(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Index of one of the weights, in proportion to them. */
  int weighted(int... weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int at = random.nextInt(sum);
    int index = 0;
    while (at >= weights[index]) {
      at -= weights[index++];
    }
    return index;
  }
}
