package org.srupp.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded text for properties and timings, with the lengths of image captions. */
final class Texts {
  private static final String LETTERS = "etaoinshrdlu";

  private Texts() {}

  /**
   * Lines of 6 to 16 words and a period, over a vocabulary with few frequent and many rare words.
   */
  static List<String> captions(int count, long seed) {
    var random = new Random(seed);
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var words = new ArrayList<String>();
      for (int length = 6 + random.nextInt(11); words.size() < length; ) {
        words.add(word(random));
      }
      captions.add(String.join(" ", words) + ".");
    }
    return captions;
  }

  /** The lines with words dropped, exchanged, doubled and moved. */
  static List<String> corrupted(List<String> lines, long seed) {
    var random = new Random(seed);
    return lines.stream().map(line -> corrupted(line, random)).toList();
  }

  private static String corrupted(String line, Random random) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      double dice = random.nextDouble();
      if (dice > 0.07) {
        words.add(dice < 0.17 ? word(random) : word);
      }
      if (dice > 0.95) {
        words.add(word);
      }
    }
    if (words.size() > 4 && random.nextBoolean()) {
      int from = random.nextInt(words.size() - 2);
      List<String> block = words.subList(from, from + 2);
      List<String> moved = List.copyOf(block);
      block.clear();
      words.addAll(random.nextInt(words.size() + 1), moved);
    }
    return String.join(" ", words);
  }

  /** The n-th word with a probability of about 1 / n. */
  private static String word(Random random) {
    int rank = (int) Math.exp(random.nextDouble() * Math.log(8000));
    var word = new StringBuilder();
    for (int rest = rank; rest > 0; rest /= LETTERS.length()) {
      word.append(LETTERS.charAt(rest % LETTERS.length()));
    }
    return word.append('e').toString();
  }
}
