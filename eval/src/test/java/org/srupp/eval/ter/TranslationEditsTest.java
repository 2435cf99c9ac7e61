package org.srupp.eval.ter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationEditsTest {
  private final TranslationEdits edits = new TranslationEdits();

  /**
   * Lengths below, at and past the beam of 25, the shift limits of 10 and 50 and the ratio of 50;
   * alphabets from those where nearly every word matches to those where few do.
   */
  @ParameterizedTest(name = "{0} words against {1}, alphabet of {2}, {3} times")
  @CsvSource({
    "1,1,2,20", "3,2,2,50", "7,9,3,200", "13,11,5,300", "13,13,40,300", "24,26,8,100",
        "30,27,60,100",
    "49,51,20,20", "70,64,200,20", "61,61,4,5", "110,118,500,6", "2,119,3,5", "3,160,2,5",
        "90,4,6,10",
    "1,51,2,20", "1,52,2,20", "1,53,1,5", "2,103,9,20"
  })
  void editsEqualThoseOfTheWholeSearch(int words, int target, int alphabet, int times) {
    var random = new Random(31 * words + target);
    for (int i = 0; i < times; i++) {
      check(draw(random, words, alphabet), draw(random, target, alphabet));
    }
  }

  @ParameterizedTest(name = "{0} words, alphabet of {1}")
  @CsvSource({"12,1000", "12,20", "25,100", "40,30", "80,2000", "130,4000"})
  void editsOfRearrangedTextEqualThoseOfTheWholeSearch(int words, int alphabet) {
    var random = new Random(words);
    for (int i = 0; i < 2000 / words; i++) {
      List<Integer> reference = draw(random, words, alphabet);
      List<Integer> hypothesis = new ArrayList<>(reference);
      for (int k = random.nextInt(6); k >= 0; k--) {
        rearrange(hypothesis, random, alphabet);
      }
      check(hypothesis, reference);
    }
  }

  @Test
  void blockMovesCountOnce() {
    assertEquals(1, count(List.of(4, 5, 6, 1, 2, 3), List.of(1, 2, 3, 4, 5, 6)));
    assertEquals(0, count(List.of(1, 2, 3), List.of(1, 2, 3)));
    assertEquals(3, count(List.of(), List.of(1, 2, 3)));
    assertEquals(3, count(List.of(1, 2, 3), List.of()));
    assertEquals(0, count(List.of(), List.of()));
  }

  @Test
  void hundredThousandWordsTakeNeitherLongNorMuch() {
    // Blocks swapped over and over, so that the limit of candidates is reached on long rows.
    List<Integer> reference = IntStream.range(0, 100_000).boxed().toList();
    List<Integer> hypothesis = new ArrayList<>(reference);
    for (int i = 0; i + 20 < hypothesis.size(); i += 2000) {
      Collections.rotate(hypothesis.subList(i, i + 20), 7);
    }
    int found = count(hypothesis, reference);
    // One shift each, or 14 words dropped and inserted again where the limit came first.
    assertTrue(found >= 50 && found <= 50 * 14, "edits: " + found);
  }

  private void check(List<Integer> hypothesis, List<Integer> reference) {
    assertEquals(
        PlainEdits.count(hypothesis, reference),
        count(hypothesis, reference),
        () -> hypothesis + " against " + reference);
  }

  private int count(List<Integer> hypothesis, List<Integer> reference) {
    return edits.count(
        hypothesis.stream().mapToInt(i -> i).toArray(),
        hypothesis.size(),
        reference.stream().mapToInt(i -> i).toArray(),
        reference.size());
  }

  private static List<Integer> draw(Random random, int words, int alphabet) {
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      drawn.add(random.nextInt(alphabet));
    }
    return drawn;
  }

  private static void rearrange(List<Integer> words, Random random, int alphabet) {
    int from = random.nextInt(words.size());
    int to = from + random.nextInt(words.size() - from);
    switch (random.nextInt(4)) {
      case 0 -> Collections.rotate(words.subList(from, to), random.nextInt(words.size()));
      case 1 -> words.set(from, random.nextInt(alphabet));
      case 2 -> words.add(from, random.nextInt(alphabet));
      default -> {
        if (words.size() > 1) {
          words.remove(from);
        }
      }
    }
  }
}
