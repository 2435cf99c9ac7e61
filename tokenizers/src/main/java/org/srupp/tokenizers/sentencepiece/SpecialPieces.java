package org.srupp.tokenizers.sentencepiece;

import java.util.List;

/**
 * The pieces that stand for no text.
 *
 * @param unk what a character without a piece becomes; every model has one
 * @param bos start of a sentence
 * @param eos end of a sentence
 * @param pad padding
 */
public record SpecialPieces(Special unk, Special bos, Special eos, Special pad) {
  /** The id of a piece that a model does not have. */
  public static final int ABSENT = -1;

  /**
   * A piece and its place in the model.
   *
   * @param id its id, or {@link #ABSENT}
   */
  public record Special(int id, String piece) {
    boolean isPresent() {
      return id >= 0;
    }
  }

  /** As {@code spm_train} has them: 0, 1 and 2, and no padding. */
  public static final SpecialPieces DEFAULT =
      new SpecialPieces(
          new Special(0, "<unk>"),
          new Special(1, "<s>"),
          new Special(2, "</s>"),
          new Special(ABSENT, "<pad>"));

  List<Special> all() {
    return List.of(unk, bos, eos, pad);
  }

  List<Special> present() {
    return all().stream().filter(Special::isPresent).toList();
  }
}
