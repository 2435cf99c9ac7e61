package org.srupp.recipes.corpora;

import java.util.Locale;

/** Why a pair of lines is left out. */
public enum DropReason {
  /** One side, or both, has no text. */
  EMPTY("an empty line"),
  /** Longer than any sentence, in characters. */
  TOO_LONG("a line that is too long"),
  /** A line of a tab-separated file without a tab. */
  NO_TAB("one column only"),
  /** Metadata of the archive, not a sentence. */
  TAG("a line of metadata"),
  /** Fewer words than asked for. */
  TOO_FEW_WORDS("too few words"),
  /** More words than asked for. */
  TOO_MANY_WORDS("too many words"),
  /** One side much longer than the other, in words. */
  RATIO("lengths that differ too much"),
  /** The same two lines stood earlier in the part. */
  DUPLICATE("the text of an earlier pair"),
  /** Too few letters of the script that the language is written in. */
  SCRIPT("text in another script");

  private final String words;

  DropReason(String words) {
    this.words = words;
  }

  /** What such a pair has, as in "dropped 3 of 10 pairs with …". */
  public String words() {
    return words;
  }

  /** As in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
