package org.srupp.eval;

import org.srupp.eval.text.PythonNumber;

/**
 * How well a language model predicts a text: its loss, spread over whatever the field counts.
 *
 * <p>With N the summed negative log-likelihood in nats: perplexity is exp(N / tokens) or exp(N /
 * words), and bits per character (byte) are N / ln 2 / characters (bytes). Numbers of different
 * vocabularies compare by word, character or byte only.
 *
 * @param lossNats negative log-likelihood of all predicted tokens, summed, in nats; at least 0
 * @param tokens predicted tokens, the ends of lines included where the model predicts them
 * @param words of the text, the ends of lines included where its benchmark counts them; 0 if not
 *     known
 * @param characters Unicode code points of the text, line feeds included; 0 if not known
 * @param bytes of the text in UTF-8, line feeds included; 0 if not known
 */
public record LanguageModelScore(
    double lossNats, long tokens, long words, long characters, long bytes) {
  private static final double NATS_PER_BIT = Math.log(2);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the loss is negative or no number, if nothing was
   *     predicted, or if a count is negative; the message names every mistake
   */
  public LanguageModelScore {
    var wrong = new StringBuilder();
    if (!(lossNats >= 0 && lossNats < Double.POSITIVE_INFINITY)) {
      wrong.append("; loss must be finite and at least 0 nats, found ").append(lossNats);
    }
    if (tokens < 1) {
      wrong.append("; there must be at least 1 predicted token, found ").append(tokens);
    }
    if (words < 0 || characters < 0 || bytes < 0) {
      wrong.append("; counts must be at least 0, found words ").append(words);
      wrong.append(", characters ").append(characters).append(", bytes ").append(bytes);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong.substring(2));
    }
  }

  /** The score of two texts together; a count that one of them lacks, the sum lacks too. */
  public LanguageModelScore plus(LanguageModelScore other) {
    return new LanguageModelScore(
        lossNats + other.lossNats,
        Math.addExact(tokens, other.tokens),
        sum(words, other.words),
        sum(characters, other.characters),
        sum(bytes, other.bytes));
  }

  private static long sum(long count, long other) {
    return count == 0 || other == 0 ? 0 : Math.addExact(count, other);
  }

  /** Mean loss of a token in nats. */
  public double natsPerToken() {
    return lossNats / tokens;
  }

  /** exp of the mean loss of a token; infinite where that overflows. */
  public double perplexity() {
    return StrictMath.exp(natsPerToken());
  }

  /**
   * exp of the loss spread over the words, the perplexity that vocabularies of pieces are compared
   * by; infinite where that overflows.
   *
   * @throws IllegalStateException if the words were not counted
   */
  public double wordPerplexity() {
    return StrictMath.exp(lossNats / counted("words", words));
  }

  /** Mean loss of a token in bits. */
  public double bitsPerToken() {
    return natsPerToken() / NATS_PER_BIT;
  }

  /**
   * Mean loss of a character in bits.
   *
   * @throws IllegalStateException if the characters were not counted
   */
  public double bitsPerCharacter() {
    return lossNats / NATS_PER_BIT / counted("characters", characters);
  }

  /**
   * Mean loss of a byte in bits.
   *
   * @throws IllegalStateException if the bytes were not counted
   */
  public double bitsPerByte() {
    return lossNats / NATS_PER_BIT / counted("bytes", bytes);
  }

  private static long counted(String what, long count) {
    if (count == 0) {
      throw new IllegalStateException(what + " were not counted; give their number with the loss");
    }
    return count;
  }

  /**
   * {@code perplexity 21.34 (word 30.10), bits per token 4.4155, character 1.0211, byte 1.0150;
   * tokens 100, words 90, characters 431, bytes 434}; what was not counted is left out.
   */
  @Override
  public String toString() {
    var text = new StringBuilder("perplexity ").append(number(perplexity(), 2));
    if (words > 0) {
      text.append(" (word ").append(number(wordPerplexity(), 2)).append(")");
    }
    text.append(", bits per token ").append(number(bitsPerToken(), 4));
    if (characters > 0) {
      text.append(", character ").append(number(bitsPerCharacter(), 4));
    }
    if (bytes > 0) {
      text.append(", byte ").append(number(bitsPerByte(), 4));
    }
    text.append("; tokens ").append(tokens);
    append(text, "words", words);
    append(text, "characters", characters);
    append(text, "bytes", bytes);
    return text.toString();
  }

  private static void append(StringBuilder text, String what, long count) {
    if (count > 0) {
      text.append(", ").append(what).append(' ').append(count);
    }
  }

  private static String number(double value, int width) {
    return Double.isInfinite(value) ? "infinite" : PythonNumber.fixed(value, width);
  }
}
