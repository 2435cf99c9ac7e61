package org.srupp.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContiguousStreamsTest {
  @TempDir Path folder;

  private static TokenSequence text(int tokens) {
    return TokenSequence.of(
        "book", new SplittableRandom(tokens).ints(tokens, 0, 1_000_000).toArray());
  }

  private static int[] ids(TokenSequence text) {
    int[] ids = new int[(int) text.tokens()];
    text.copy(0, ids, 0, ids.length);
    return ids;
  }

  /** Inputs and targets of each stream as the authors' scripts slice them. */
  private static List<List<int[]>> oracle(int[] data, StreamCutting cutting, int streams) {
    List<List<int[]>> result = new ArrayList<>();
    if (cutting == StreamCutting.ACROSS_ENDS) {
      int length = (data.length - 1) / streams * streams;
      int[] x = Arrays.copyOfRange(data, 0, length);
      int[] y = Arrays.copyOfRange(data, 1, length + 1);
      int each = length / streams;
      for (int b = 0; b < streams; b++) {
        result.add(
            List.of(
                Arrays.copyOfRange(x, b * each, (b + 1) * each),
                Arrays.copyOfRange(y, b * each, (b + 1) * each)));
      }
    } else {
      int steps = data.length / streams;
      for (int b = 0; b < streams; b++) {
        int[] row = Arrays.copyOfRange(data, b * steps, (b + 1) * steps);
        result.add(
            List.of(Arrays.copyOfRange(row, 0, steps - 1), Arrays.copyOfRange(row, 1, steps)));
      }
    }
    return result;
  }

  private static List<List<int[]>> joined(Iterable<StreamChunk> chunks, int streams) {
    List<List<int[]>> result = new ArrayList<>();
    for (int b = 0; b < streams; b++) {
      List<Integer> inputs = new ArrayList<>();
      List<Integer> targets = new ArrayList<>();
      for (StreamChunk chunk : chunks) {
        for (int t = 0; t < chunk.steps(); t++) {
          inputs.add(chunk.inputs()[t * streams + b]);
          targets.add(chunk.targets()[t * streams + b]);
        }
      }
      result.add(List.of(array(inputs), array(targets)));
    }
    return result;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void assertSameStreams(List<List<int[]>> expected, List<List<int[]>> actual) {
    assertEquals(expected.size(), actual.size());
    for (int b = 0; b < expected.size(); b++) {
      assertArrayEquals(expected.get(b).get(0), actual.get(b).get(0), "inputs of stream " + b);
      assertArrayEquals(expected.get(b).get(1), actual.get(b).get(1), "targets of stream " + b);
    }
  }

  private static List<StreamChunk> epoch(ContiguousStreams source) {
    List<StreamChunk> chunks = new ArrayList<>();
    long number = source.position().epoch();
    while (source.position().epoch() == number) {
      chunks.addAll(source.nextGroup());
    }
    return chunks;
  }

  @ParameterizedTest(name = "{0} N={1} B={2} M={3}")
  @CsvSource({
    "ACROSS_ENDS,    101, 3, 7",
    "ACROSS_ENDS,    100, 1, 9",
    "ACROSS_ENDS,    106, 5, 21",
    "ACROSS_ENDS,    105, 5, 3",
    "ACROSS_ENDS,      2, 1, 1",
    "WITHIN_STREAMS, 101, 3, 7",
    "WITHIN_STREAMS, 100, 1, 9",
    "WITHIN_STREAMS, 105, 5, 20",
    "WITHIN_STREAMS, 109, 5, 3",
    "WITHIN_STREAMS,   2, 1, 1"
  })
  void streamsAreTheAuthorsSlices(StreamCutting cutting, int tokens, int streams, int unroll) {
    TokenSequence text = text(tokens);
    var source = new ContiguousStreams(text, cutting, streams, unroll, 1);
    List<List<int[]>> expected = oracle(ids(text), cutting, streams);
    for (int epoch = 0; epoch < 2; epoch++) {
      List<StreamChunk> chunks = epoch(source);
      assertEquals(source.chunksPerEpoch(), chunks.size());
      assertSameStreams(expected, joined(chunks, streams));
      for (int i = 0; i < chunks.size(); i++) {
        assertEquals(i == 0, chunks.get(i).fresh(), "chunk " + i);
        assertTrue(i + 1 == chunks.size() || chunks.get(i).steps() == unroll, "chunk " + i);
        assertTrue(chunks.get(i).steps() <= unroll, "chunk " + i);
      }
    }
    var evaluation = new ContiguousEvaluation(text, cutting, streams, unroll);
    assertSameStreams(expected, joined(evaluation, streams));
    assertEquals((long) streams * expected.get(0).get(0).length, evaluation.predictions());
    assertTrue(evaluation.iterator().next().fresh());
  }

  @ParameterizedTest
  @CsvSource({
    // enwik8's training bytes with 4 streams on 8 ranks, and with 8; M = 1024
    "ACROSS_ENDS,    90000000,  32, 1024, 2812499, 2747, 595",
    "ACROSS_ENDS,    90000000,  64, 1024, 1406249, 1374, 297",
    // enwik8's test bytes as one stream
    "ACROSS_ENDS,     5000000,   1, 3072, 4999999, 1628, 1855",
    // WikiText-103's training tokens
    "WITHIN_STREAMS, 103227021, 64,  768, 1612921, 2101, 121",
    "WITHIN_STREAMS, 103227021, 64, 1024, 1612921, 1576, 121",
    // and its test tokens
    "WITHIN_STREAMS,   245569,   1, 2560, 245568,    96, 2368"
  })
  void theCorporaHaveAsManyChunksAsTheAuthorsCount(
      StreamCutting cutting,
      long tokens,
      int streams,
      int unroll,
      long steps,
      long chunks,
      int last) {
    TokenSequence counted = new CountedTokens(tokens);
    var source = new ContiguousStreams(counted, cutting, streams, unroll, 1);
    assertEquals(chunks, source.chunksPerEpoch());
    source.seek(new DataPosition(3, chunks - 1));
    assertEquals(last, source.nextGroup().get(0).steps());
    assertEquals(
        steps * streams, new ContiguousEvaluation(counted, cutting, streams, 1).predictions());
  }

  /** So many tokens that never were; each is its own number. */
  private record CountedTokens(long tokens) implements TokenSequence {
    @Override
    public String name() {
      return "counted";
    }

    @Override
    public void copy(long from, int[] into, int at, int count) {
      assertTrue(from >= 0 && from + count <= tokens, "read past the end");
      for (int i = 0; i < count; i++) {
        into[at + i] = (int) (from + i);
      }
    }
  }

  @Test
  void seekEqualsContinuingAndUpdatesMayStraddleEpochs() {
    TokenSequence text = text(103);
    var first = new ContiguousStreams(text, StreamCutting.ACROSS_ENDS, 2, 6, 4);
    assertEquals(9, first.chunksPerEpoch());
    List<DataPosition> positions = new ArrayList<>();
    List<List<StreamChunk>> groups = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      positions.add(first.position());
      groups.add(first.nextGroup());
    }
    assertEquals(new DataPosition(1, 3), positions.get(3), "chunks 8 | 0, 1, 2 were one update");
    assertTrue(groups.get(2).get(1).fresh());
    var second = new ContiguousStreams(text, StreamCutting.ACROSS_ENDS, 2, 6, 4);
    for (int i = groups.size() - 1; i >= 0; i--) {
      second.seek(positions.get(i));
      assertEquals(positions.get(i), second.position());
      assertSameChunks(groups.get(i), second.nextGroup());
    }
  }

  private static void assertSameChunks(List<StreamChunk> expected, List<StreamChunk> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).inputs(), actual.get(i).inputs());
      assertArrayEquals(expected.get(i).targets(), actual.get(i).targets());
      assertEquals(expected.get(i).fresh(), actual.get(i).fresh());
    }
  }

  @ParameterizedTest
  @CsvSource({"205", "65536", "65537"})
  void tokenFilesAreReadLikeMemory(int vocabulary) throws IOException {
    int[] ids = new SplittableRandom(3).ints(1_000, 0, vocabulary).toArray();
    Path file = folder.resolve("book.tokens");
    try (TokenFileWriter writer = new TokenFileWriter(file, vocabulary)) {
      writer.add(Arrays.copyOfRange(ids, 0, 333));
      writer.add(new int[0]);
      writer.add(Arrays.copyOfRange(ids, 333, 1_000));
      writer.commit();
    }
    try (TokenFile mapped = TokenFile.open(file)) {
      var expected =
          new ContiguousEvaluation(
              TokenSequence.of("book", ids), StreamCutting.WITHIN_STREAMS, 3, 50);
      var actual = new ContiguousEvaluation(mapped, StreamCutting.WITHIN_STREAMS, 3, 50);
      assertSameStreams(joined(expected, 3), joined(actual, 3));
      assertThrows(IndexOutOfBoundsException.class, () -> mapped.copy(999, new int[2], 0, 2));
    }
  }

  @Test
  void textsShorterThanAChunkAreRefused() {
    var short1 =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ContiguousStreams(text(20), StreamCutting.ACROSS_ENDS, 2, 10, 1));
    assertEquals(
        "book: 20 tokens in 2 streams give 9 steps, fewer than the 10 of one chunk; use more text,"
            + " fewer streams or a shorter chunk",
        short1.getMessage());
    new ContiguousStreams(text(21), StreamCutting.ACROSS_ENDS, 2, 10, 1);
    var short2 =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ContiguousStreams(text(21), StreamCutting.WITHIN_STREAMS, 2, 10, 1));
    assertTrue(short2.getMessage().startsWith("book: 21 tokens in 2 streams give 9 steps"));
    for (StreamCutting cutting : StreamCutting.values()) {
      var none =
          assertThrows(
              IllegalArgumentException.class,
              () -> new ContiguousEvaluation(text(1), cutting, 1, 10));
      assertEquals(
          "book: 1 tokens in 1 stream give 0 steps, fewer than the 1 of one chunk; use more text,"
              + " fewer streams or a shorter chunk",
          none.getMessage());
      assertFalse(new ContiguousEvaluation(text(2), cutting, 1, 10).iterator().next().steps() > 1);
    }
  }

  @Test
  void countsAndPositionsThatCannotBeAreRefused() {
    assertEquals(
        "streams and steps of a chunk must be at least 1, found 0 and 5",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ContiguousStreams(text(20), StreamCutting.ACROSS_ENDS, 0, 5, 1))
            .getMessage());
    assertEquals(
        "chunks of an update must be at least 1, found 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ContiguousStreams(text(20), StreamCutting.ACROSS_ENDS, 1, 5, 0))
            .getMessage());
    var source = new ContiguousStreams(text(20), StreamCutting.ACROSS_ENDS, 1, 5, 1);
    assertEquals(
        "book: an epoch has 4 chunks, so there is none numbered 4; data or batch settings are not"
            + " those of the checkpoint",
        assertThrows(IllegalArgumentException.class, () -> source.seek(new DataPosition(0, 4)))
            .getMessage());
  }
}
