package org.srupp.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedSentencesTest {
  private static final int MARK = 0;

  /** Sentences of 0 to 12 words between marks; word ids say which sentence they are of. */
  private static List<int[]> sentences(int count, long seed) {
    var random = new SplittableRandom(seed);
    List<int[]> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] ids = new int[random.nextInt(13) + 2];
      for (int j = 1; j < ids.length - 1; j++) {
        ids[j] = (i + 1) * 100 + j;
      }
      ids[0] = MARK;
      ids[ids.length - 1] = MARK;
      result.add(ids);
    }
    return result;
  }

  /** The authors' loop over growing and shrinking lists; inputs and targets of each chunk. */
  private static List<int[][]> oracle(List<int[]> sentences, int bsz, int bptt) {
    List<int[][]> chunks = new ArrayList<>();
    Iterator<int[]> stream = sentences.iterator();
    List<List<Integer>> held = new ArrayList<>();
    for (int i = 0; i < bsz; i++) {
      held.add(null);
    }
    while (true) {
      int[][] chunk = new int[2][bptt * bsz];
      for (int i = 0; i < bsz; i++) {
        int filled = 0;
        while (filled < bptt) {
          if (held.get(i) == null || held.get(i).size() <= 1) {
            if (!stream.hasNext()) {
              return chunks;
            }
            held.set(i, Arrays.stream(stream.next()).boxed().toList());
          }
          List<Integer> rest = held.get(i);
          int taken = Math.min(rest.size() - 1, bptt - filled);
          for (int k = 0; k < taken; k++) {
            chunk[0][(filled + k) * bsz + i] = rest.get(k);
            chunk[1][(filled + k) * bsz + i] = rest.get(k + 1);
          }
          filled += taken;
          held.set(i, rest.subList(taken, rest.size()));
        }
      }
      chunks.add(chunk);
    }
  }

  @ParameterizedTest(name = "n={0} B={1} M={2}")
  @CsvSource({"50,1,7", "50,3,5", "101,4,31", "20,1,1", "200,7,12"})
  void evaluationFollowsTheAuthorsLoop(int count, int streams, int unroll) {
    List<int[]> text = sentences(count, count);
    var evaluation = new PackedEvaluation(Sentences.of("heldout", text), streams, unroll);
    List<int[][]> expected = oracle(text, streams, unroll);
    for (int pass = 0; pass < 2; pass++) {
      int number = 0;
      for (StreamChunk chunk : evaluation) {
        assertArrayEquals(expected.get(number)[0], chunk.inputs(), "inputs " + number);
        assertArrayEquals(expected.get(number)[1], chunk.targets(), "targets " + number);
        assertEquals(number == 0, chunk.fresh());
        number++;
      }
      assertEquals(expected.size(), number);
    }
    assertEquals((long) expected.size() * streams * unroll, evaluation.predictions());
  }

  @ParameterizedTest
  @CsvSource({"96, 159648", "64, 159616"})
  void ofTheHeldOutTokensAsManyArePredictedAsTheAuthorsCount(int unroll, long predicted) {
    int[] one = new int[159_658 / 2 + 1];
    Sentences file = Sentences.of("heldout", List.of(one, one));
    assertEquals(predicted, new PackedEvaluation(file, 1, unroll).predictions());
  }

  private static List<Sentences> files() {
    return List.of(
        Sentences.of("news-1", sentences(60, 1)),
        Sentences.of("news-2", sentences(1, 2)),
        Sentences.of("news-3", sentences(45, 3)));
  }

  private record Read(DataPosition at, List<StreamChunk> group) {}

  private static List<Read> read(PackedSentences source, int groups) {
    List<Read> result = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      result.add(new Read(source.position(), source.nextGroup()));
    }
    return result;
  }

  @Test
  void everyVisitOfAFileIsThePackingOfItsShuffledSentences() {
    List<Sentences> files = files();
    var source = new PackedSentences(files, 3, 8, 1, 5);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<int[][]> expected = new ArrayList<>();
      for (int file = 0; file < files.size(); file++) {
        int[] order = new int[files.get(file).size()];
        Arrays.setAll(order, i -> i);
        new EpochRandom(5, epoch * 3 + file).shuffle(order);
        List<int[]> shuffled = new ArrayList<>();
        for (int number : order) {
          shuffled.add(files.get(file).ids(number));
        }
        expected.addAll(oracle(shuffled, 3, 8));
      }
      assertTrue(expected.size() > 20, "an epoch of " + expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(new DataPosition(epoch, i), source.position());
        StreamChunk chunk = source.nextGroup().get(0);
        assertArrayEquals(expected.get(i)[0], chunk.inputs());
        assertArrayEquals(expected.get(i)[1], chunk.targets());
        assertEquals(epoch == 0 && i == 0, chunk.fresh(), "state is never reset again");
      }
    }
  }

  @Test
  void visitsAndSeedsDiffer() {
    Set<List<Integer>> firsts = new HashSet<>();
    for (long seed = 5; seed < 7; seed++) {
      var source = new PackedSentences(files(), 3, 8, 1, seed);
      for (int epoch = 0; epoch < 3; epoch++) {
        source.seek(new DataPosition(epoch, 0));
        firsts.add(Arrays.stream(source.nextGroup().get(0).inputs()).boxed().toList());
      }
    }
    assertEquals(6, firsts.size());
  }

  @ParameterizedTest
  @CsvSource({"1", "4"})
  void seekEqualsContinuing(int accumulate) {
    List<Read> reads = read(new PackedSentences(files(), 3, 8, accumulate, 5), 100 / accumulate);
    assertTrue(reads.get(reads.size() - 1).at().epoch() >= 3);
    var second = new PackedSentences(files(), 3, 8, accumulate, 5);
    for (int i = reads.size() - 1; i >= 0; i -= 3) {
      second.seek(reads.get(i).at());
      List<Read> again = read(second, Math.min(2, reads.size() - i));
      for (int j = 0; j < again.size(); j++) {
        assertEquals(reads.get(i + j).at(), again.get(j).at());
        for (int k = 0; k < accumulate; k++) {
          StreamChunk expected = reads.get(i + j).group().get(k);
          StreamChunk actual = again.get(j).group().get(k);
          assertArrayEquals(expected.inputs(), actual.inputs());
          assertArrayEquals(expected.targets(), actual.targets());
          assertEquals(expected.fresh(), actual.fresh());
        }
      }
    }
    assertNotEquals(reads.get(0).at(), reads.get(1).at());
  }

  @Test
  void positionsOfAnotherCorpusAreRefused() {
    var source = new PackedSentences(files(), 3, 8, 1, 5);
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> source.seek(new DataPosition(2, 1_000)))
            .getMessage();
    assertTrue(
        sentence.matches(
            "news-1 and 2 more: epoch 2 has \\d\\d chunks, so there is none numbered 1000; data,"
                + " batch settings or seed are not those of the checkpoint"),
        sentence);
    long last = Long.parseLong(sentence.replaceAll(".* has (\\d+) chunks.*", "$1"));
    source.seek(new DataPosition(2, last - 1));
    assertThrows(IllegalArgumentException.class, () -> source.seek(new DataPosition(2, last)));
  }

  @Test
  void corporaThatFillNoChunkAreRefused() {
    assertEquals(
        "news-1 and 2 more: no file fills one chunk of 3 streams and 5000 steps; use more text,"
            + " fewer streams or a shorter chunk",
        assertThrows(
                IllegalArgumentException.class, () -> new PackedSentences(files(), 3, 5_000, 1, 5))
            .getMessage());
    Sentences little = Sentences.of("heldout", sentences(3, 9));
    assertEquals(
        "heldout: does not fill one chunk of 1 stream and 96 steps; use more text, fewer streams or"
            + " a shorter chunk",
        assertThrows(IllegalArgumentException.class, () -> new PackedEvaluation(little, 1, 96))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new PackedEvaluation(little, 0, 96));
    assertEquals(
        "streams, steps of a chunk and chunks of an update must be at least 1, found 3, 0 and 1",
        assertThrows(IllegalArgumentException.class, () -> new PackedSentences(files(), 3, 0, 1, 5))
            .getMessage());
  }
}
