package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyChecksumTest {
  private static Vocabulary of(long count, String... pieces) {
    return Vocabulary.of(
        SpecialTokens.SOURCE,
        Stream.of(pieces).map(piece -> new Vocabulary.Entry(piece, count)).toList());
  }

  @Test
  void itIsOfThePiecesInOrderAndNotOfTheirCounts() {
    int checksum = of(1, "der", "Hund").checksum();
    assertEquals(checksum, of(7, "der", "Hund").checksum());
    for (Vocabulary other :
        List.of(of(1, "Hund", "der"), of(1, "derHund"), of(1, "derH", "und"), of(1, "der"))) {
      assertNotEquals(checksum, other.checksum());
    }
  }

  /** Computed bit by bit in Python, polynomial 0x82F63B78, which gives E3069283 for 123456789. */
  @Test
  void itIsTheCrc32cOfTheLines() {
    assertEquals(0x89ce3d66, of(1, "ä").checksum());
  }
}
