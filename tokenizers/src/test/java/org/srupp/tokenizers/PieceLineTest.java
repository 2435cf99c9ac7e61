package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Text of a line of pieces. */
class PieceLineTest {
  @Test
  void piecesBytesAndBlanksBecomeText() {
    assertEquals(
        "the dogs \u00e4!", PieceLine.join("\u2581the \u2581dog s \u2581 <0xC3> <0xA4> !"));
    assertEquals(" a", PieceLine.join("\u2581\u2581a"));
    assertEquals("a b", PieceLine.join("a <0x0A> b"));
    assertEquals("", PieceLine.join(" "));
  }
}
