package org.srupp.seq2seq.shortlist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.Sentences;

class LexicalModelTest {
  private static ParallelCorpus corpus(List<int[]> source, List<int[]> target) {
    return new ParallelCorpus(Sentences.of("source", source), Sentences.of("target", target));
  }

  private static LexicalRow[] learn(
      ParallelCorpus pairs, int sources, int targets, int iterations, int threads, int most) {
    try (Workers workers = new Workers(threads)) {
      return new LexicalModel(pairs, sources, targets, most).learn(iterations, workers);
    }
  }

  /**
   * das Haus - the house, das Buch - the book, ein Buch - a book: the textbooks' example (Koehn,
   * Statistical Machine Translation, section 4.2), fractions worked out by hand.
   */
  @Test
  void theTextbooksExampleHasTheTextbooksProbabilities() {
    int das = 0;
    int haus = 1;
    int buch = 2;
    int ein = 3;
    int the = 0;
    int house = 1;
    int book = 2;
    int a = 3;
    ParallelCorpus pairs =
        corpus(
            List.of(new int[] {das, haus}, new int[] {das, buch}, new int[] {ein, buch}),
            List.of(new int[] {the, house}, new int[] {the, book}, new int[] {a, book}));
    LexicalRow[] once = learn(pairs, 4, 4, 1, 1, 4);
    assertEquals(0.5, once[das].probability(the), 1e-6);
    assertEquals(0.25, once[das].probability(house), 1e-6);
    assertEquals(0.25, once[buch].probability(a), 1e-6);
    assertEquals(0.5, once[ein].probability(book), 1e-6);
    LexicalRow[] twice = learn(pairs, 4, 4, 2, 1, 4);
    assertEquals(7 / 11.0, twice[das].probability(the), 1e-6);
    assertEquals(2 / 11.0, twice[das].probability(book), 1e-6);
    assertEquals(3 / 7.0, twice[haus].probability(the), 1e-6);
    assertEquals(4 / 7.0, twice[ein].probability(a), 1e-6);
    LexicalRow[] thrice = learn(pairs, 4, 4, 3, 1, 4);
    assertEquals(0.7479, thrice[das].probability(the), 5e-5);
    assertEquals(0.1208, thrice[das].probability(book), 5e-5);
    assertEquals(0.1313, thrice[das].probability(house), 5e-5);
    // a 44/58 of a, 33/82 of book
    assertEquals(1 / (1 + 33 / 82.0 * 58 / 44), thrice[ein].probability(a), 1e-6);
    assertEquals(0, thrice[ein].probability(house));
    assertArrayEquals(new int[] {the, house}, thrice[das].best(2));
  }

  private static ParallelCorpus random(int pairs, int sources, int targets) {
    SplittableRandom random = new SplittableRandom(5);
    List<int[]> source = new ArrayList<>();
    List<int[]> target = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      source.add(skewed(random, 1 + random.nextInt(9), sources));
      target.add(skewed(random, 1 + random.nextInt(9), targets));
    }
    return corpus(source, target);
  }

  private static int[] skewed(SplittableRandom random, int length, int size) {
    return random.doubles(length).mapToInt(share -> (int) (share * share * size)).toArray();
  }

  @Test
  void theProbabilitiesAreThoseOfThePlainComputation() {
    ParallelCorpus pairs = random(300, 13, 17);
    double[][] expected = plain(pairs, 13, 17, 4);
    LexicalRow[] found = learn(pairs, 13, 17, 4, 2, 17);
    for (int f = 0; f < 13; f++) {
      for (int e = 0; e < 17; e++) {
        // Each iteration rounds t and its sums to float, 2^-24 each, and each enters the next.
        assertEquals(expected[f][e], found[f].probability(e), 1e-5, f + " " + e);
      }
    }
  }

  /** Brown et al.'s equations with tables of all probabilities, in double. */
  private static double[][] plain(ParallelCorpus pairs, int sources, int targets, int iterations) {
    double[][] t = new double[sources][targets];
    for (double[] row : t) {
      Arrays.fill(row, 1.0 / targets);
    }
    for (int i = 0; i < iterations; i++) {
      double[][] count = new double[sources][targets];
      double[] total = new double[sources];
      for (int p = 0; p < pairs.size(); p++) {
        for (int e : pairs.target().ids(p)) {
          double sum = 0;
          for (int f : pairs.source().ids(p)) {
            sum += t[f][e];
          }
          for (int f : pairs.source().ids(p)) {
            count[f][e] += t[f][e] / sum;
            total[f] += t[f][e] / sum;
          }
        }
      }
      for (int f = 0; f < sources; f++) {
        for (int e = 0; e < targets; e++) {
          t[f][e] = total[f] == 0 ? 0 : count[f][e] / total[f];
        }
      }
    }
    return t;
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    ParallelCorpus pairs = random(5_000, 60, 70);
    LexicalRow[] expected = learn(pairs, 60, 70, 5, 1, 20);
    for (int threads : new int[] {2, 3, 8}) {
      LexicalRow[] found = learn(pairs, 60, 70, 5, threads, 20);
      for (int f = 0; f < expected.length; f++) {
        assertArrayEquals(expected[f].ids(), found[f].ids());
        assertArrayEquals(expected[f].probabilities(), found[f].probabilities());
      }
    }
  }

  @Test
  void aRowKeepsItsLikeliestAndAnUnseenIdHasNone() {
    LexicalRow row = LexicalRow.of(new int[] {6, 1, 3, 2}, new double[] {0, 2, 1, 2, 0, 0, 4}, 3);
    assertArrayEquals(new int[] {1, 3, 6}, row.ids());
    assertArrayEquals(new float[] {0.25f, 0.25f, 0.5f}, row.probabilities());
    assertArrayEquals(new int[] {6, 1}, row.best(2));
    LexicalRow[] learned = learn(random(20, 5, 5), 6, 5, 3, 1, 5);
    assertArrayEquals(new int[0], learned[5].best(3));
  }
}
