package org.srupp.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StreamChunkTest {
  @Test
  void aChunkOfAnotherSizeIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new StreamChunk(2, 3, new int[6], new int[5], true));
    assertEquals(
        "a chunk of 2 steps and 3 streams needs 6 inputs and targets, found 6 and 5",
        e.getMessage());
  }

  @Test
  void anEmptyChunkIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new StreamChunk(0, 3, new int[0], new int[0], true));
    assertEquals("a chunk needs at least one step and one stream, found 0 and 3", e.getMessage());
  }
}
