package org.srupp.tokenizers;

import java.util.List;

/**
 * Ids of the pieces that stand for no text.
 *
 * @param pad fills a batch's short sentences
 * @param unk stands for text without a piece
 * @param sos starts a sentence, or {@link #NONE}
 * @param eos ends a sentence, or {@link #NONE}
 */
public record SpecialTokens(int pad, int unk, int sos, int eos) {
  /** The id of a special that a vocabulary does not have. */
  public static final int NONE = -1;

  public static final String PAD = "<pad>";
  public static final String UNK = "<unk>";
  public static final String SOS = "<sos>";
  public static final String EOS = "<eos>";

  /** A source side, which needs neither start nor end: pad 0, unk 1. */
  public static final SpecialTokens SOURCE = new SpecialTokens(0, 1, NONE, NONE);

  /** A target side: pad 0, unk 1, sos 2, eos 3. */
  public static final SpecialTokens TARGET = new SpecialTokens(0, 1, 2, 3);

  public SpecialTokens {
    if (pad < 0 || unk < 0 || sos < NONE || eos < NONE) {
      throw new IllegalArgumentException(
          "special tokens need pad and unk ids of 0 or more and sos and eos of -1 or more, found pad "
              + pad
              + ", unk "
              + unk
              + ", sos "
              + sos
              + ", eos "
              + eos);
    }
    if (pad == unk
        || (sos != NONE && (sos == pad || sos == unk))
        || (eos != NONE && (eos == pad || eos == unk))) {
      throw new IllegalArgumentException(
          "special tokens must not share an id, except sos with eos; found pad "
              + pad
              + ", unk "
              + unk
              + ", sos "
              + sos
              + ", eos "
              + eos);
    }
  }

  /** Whether {@code id} is dropped when text is written: padding, start or end. */
  public boolean isSilent(int id) {
    return id == pad || (id != NONE && (id == sos || id == eos));
  }

  /**
   * The pieces in front of a new vocabulary, in order of their ids: {@link #SOURCE} has two, {@link
   * #TARGET} four.
   */
  List<String> leadingPieces() {
    return sos == NONE && eos == NONE ? List.of(PAD, UNK) : List.of(PAD, UNK, SOS, EOS);
  }
}
