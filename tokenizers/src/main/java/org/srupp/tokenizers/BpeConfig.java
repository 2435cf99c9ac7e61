package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.List;

/**
 * How joint byte-pair codes are learned.
 *
 * <p>Byte fallback is off by default: it costs 256 rows of the softmax that a small corpus never
 * trains. Without it a character that training hardly saw becomes {@code <unk>}; with it every text
 * can be encoded and decoded without loss.
 *
 * @param vocabularySize pieces of the joint vocabulary of both languages, specials included; each
 *     side's own is smaller
 * @param lowercase whether text is lower-cased, in training and in use
 * @param minimumCharacterCount characters seen less often get no piece
 * @param minimumPairCount a pair seen less often is not merged, even if the vocabulary stays
 *     smaller
 * @param minimumPieceCount on each side, a merged piece seen less often is split again into pieces
 *     that are kept
 * @param byteFallback whether a character without a piece is written as its UTF-8 bytes, {@code
 *     <0x00>} to {@code <0xFF>}
 */
public record BpeConfig(
    int vocabularySize,
    boolean lowercase,
    int minimumCharacterCount,
    int minimumPairCount,
    int minimumPieceCount,
    boolean byteFallback) {

  public BpeConfig {
    List<String> wrong = new ArrayList<>();
    requirePositive("vocabularySize", vocabularySize, wrong);
    requirePositive("minimumCharacterCount", minimumCharacterCount, wrong);
    requirePositive("minimumPairCount", minimumPairCount, wrong);
    requirePositive("minimumPieceCount", minimumPieceCount, wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /**
   * The usual settings: characters from 5 occurrences on, pairs from 2, every piece kept that
   * occurs, no byte fallback.
   */
  public static BpeConfig of(int vocabularySize, boolean lowercase) {
    return new BpeConfig(vocabularySize, lowercase, 5, 2, 1, false);
  }

  private static void requirePositive(String name, int value, List<String> wrong) {
    if (value < 1) {
      wrong.add(name + " must be 1 or more, found " + value);
    }
  }
}
