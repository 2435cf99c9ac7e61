package org.srupp.recipes.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.config.StreamsSection;
import org.srupp.seq2seq.data.StreamChunk;

class MadeTextTest {
  @Test
  void everyInputIsTheTargetBeforeItAndOnlyTheFirstChunkIsFresh() {
    MadeText text = new MadeText(new StreamsSection(3, 5, 2), 50, 7);
    List<StreamChunk> first = text.get();
    StreamChunk third = text.get().getFirst();
    assertEquals(2, first.size());
    assertEquals(List.of(true, false), first.stream().map(StreamChunk::fresh).toList());
    assertEquals(false, third.fresh());
    for (StreamChunk chunk : List.of(first.get(0), first.get(1), third)) {
      assertEquals(5, chunk.steps());
      assertArrayEquals(
          Arrays.copyOfRange(chunk.inputs(), 3, 15), Arrays.copyOf(chunk.targets(), 12));
    }
    assertArrayEquals(
        Arrays.copyOfRange(first.get(1).targets(), 12, 15), Arrays.copyOf(third.inputs(), 3));
  }
}
