package org.srupp.encdec.layers;

/**
 * One vector for each id going in, and one with a bias for each id coming out. For small
 * vocabularies, such as the bytes of enwik8.
 *
 * @param tied whether both are the same vector, as in Transformer-XL; SRU++ has two
 */
public record PlainWordConfig(boolean tied) implements WordConfig {
  /** Nothing is tied. */
  public PlainWordConfig() {
    this(false);
  }
}
