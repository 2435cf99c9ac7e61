package org.srupp.tokenizers;

import org.srupp.tokenizers.text.WhiteSpace;
import org.srupp.tokenizers.text.WordSplitter;

/** A line of pieces as people see it: pieces with blanks between them. */
public final class PieceLine {
  private PieceLine() {}

  /**
   * The text of pieces of SentencePiece or of our own codes: U+2581 is a blank, a byte piece such
   * as {@code <0xE4>} a byte, and one blank at the start goes. Line breaks in it become blanks.
   */
  public static String join(String line) {
    PieceText text = new PieceText();
    WhiteSpace.split(
        line,
        piece -> {
          int value = BytePieces.value(piece);
          if (value >= 0) {
            text.addByte(value);
          } else {
            text.add(piece.replace(WordSplitter.MARKER, ' '));
          }
        });
    String joined = text.toString().replace('\n', ' ').replace('\r', ' ');
    return joined.startsWith(" ") ? joined.substring(1) : joined;
  }
}
