package org.srupp.seq2seq.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches over columns that mean some ids only. */
class OutputColumnsTest {
  private static final int V = 41;
  private static final LengthLimits LIMITS = LengthLimits.absolute(9);
  private static final OutputRules RULES = new OutputRules(HashModel.SPECIALS, LIMITS, true);
  private static final BeamSearch BEAM =
      new BeamSearch(new BeamConfig(4, 3, LengthNormalization.AVERAGE, 1), RULES);

  private final HashModel model = new HashModel(V, 3, 0.4f);

  private static int[][] sources(int count) {
    SplittableRandom random = new SplittableRandom(9);
    return IntStream.range(0, count)
        .mapToObj(i -> random.ints(1 + random.nextInt(5), 4, V).toArray())
        .toArray(int[][]::new);
  }

  /** The specials, and every third id or so, which depends on the source. */
  private static boolean allowed(int[] source, int id) {
    return id < 4 || (id * 7 + source[0]) % 3 == 0;
  }

  @Test
  void aSearchOverColumnsFindsWhatOneOverMaskedLogitsFinds() {
    int[][] sources = sources(40);
    int[][] prefixes = new int[40][0];
    for (SequenceSearch search : List.of(BEAM, new GreedySearch(RULES, true))) {
      List<List<Hypothesis>> masked =
          search.search(new MaskedModel(model, OutputColumnsTest::allowed), sources, prefixes);
      List<List<Hypothesis>> listed =
          search.search(new ListedModel(model, OutputColumnsTest::allowed), sources, prefixes);
      for (int i = 0; i < sources.length; i++) {
        assertEquals(masked.get(i).size(), listed.get(i).size());
        for (int n = 0; n < masked.get(i).size(); n++) {
          assertArrayEquals(masked.get(i).get(n).tokens(), listed.get(i).get(n).tokens());
          // Sums over other columns round elsewhere: 2^-24 for each of nine tokens.
          assertEquals(masked.get(i).get(n).score(), listed.get(i).get(n).score(), 1e-6);
        }
      }
    }
  }

  @Test
  void theBatchChangesNoBit() {
    int[][] sources = sources(100);
    ListedModel listed = new ListedModel(model, OutputColumnsTest::allowed);
    List<List<Hypothesis>> alone = new BatchedSearch(BEAM, listed, 1, 1000).run(sources);
    for (int size : new int[] {7, 64}) {
      List<List<Hypothesis>> found = new BatchedSearch(BEAM, listed, size, 1000).run(sources);
      for (int i = 0; i < sources.length; i++) {
        for (int n = 0; n < alone.get(i).size(); n++) {
          Hypothesis expected = alone.get(i).get(n);
          assertArrayEquals(expected.tokens(), found.get(i).get(n).tokens());
          assertEquals(expected.score(), found.get(i).get(n).score());
          assertArrayEquals(expected.tokenLogProbs(), found.get(i).get(n).tokenLogProbs());
        }
      }
    }
  }

  @Test
  void aPrefixIsHandedToTheModelAndKept() {
    int[][] sources = sources(30);
    int[][] prefixes = new int[30][];
    for (int i = 0; i < prefixes.length; i++) {
      int[] source = sources[i];
      int outside =
          IntStream.range(4, V)
              .filter(id -> !allowed(source, id))
              .skip(i % 5)
              .findFirst()
              .getAsInt();
      prefixes[i] = new int[] {outside, source[0]};
    }
    ListedModel listed = new ListedModel(model, OutputColumnsTest::allowed);
    for (SequenceSearch search : List.of(BEAM, new GreedySearch(RULES, false))) {
      List<List<Hypothesis>> found = search.search(listed, sources, prefixes);
      for (int i = 0; i < prefixes.length; i++) {
        int[] tokens = found.get(i).get(0).tokens();
        assertArrayEquals(prefixes[i], Arrays.copyOf(tokens, 2));
        for (int at = 2; at < tokens.length; at++) {
          int id = tokens[at];
          int[] prefix = prefixes[i];
          assertTrue(
              allowed(sources[i], id) || IntStream.of(prefix).anyMatch(forced -> forced == id));
        }
      }
    }
  }

  @Test
  void anIdWithoutAColumnIsRefused() {
    var scorer = new ListedModel(model, (source, id) -> id < 4).start(new int[][] {{5}});
    var e = assertThrows(IllegalArgumentException.class, () -> scorer.columns().column(0, 5));
    assertEquals("no column for id 5", e.getMessage());
    scorer.close();
  }
}
