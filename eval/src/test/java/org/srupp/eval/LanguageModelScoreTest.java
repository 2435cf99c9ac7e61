package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LanguageModelScoreTest {
  /** Doubles of a few operations: last-place differences only. */
  private static final double RELATIVE = 1e-14;

  /** Every token is one of eight as likely: 3 bits each. */
  private static final LanguageModelScore UNIFORM =
      new LanguageModelScore(1000 * Math.log(8), 1000, 500, 2000, 2400);

  @Test
  void uniformGuessesCostTheirBits() {
    assertClose(8, UNIFORM.perplexity());
    assertClose(64, UNIFORM.wordPerplexity());
    assertClose(3, UNIFORM.bitsPerToken());
    assertClose(1.5, UNIFORM.bitsPerCharacter());
    assertClose(1.25, UNIFORM.bitsPerByte());
    assertClose(Math.log(8), UNIFORM.natsPerToken());
  }

  @Test
  void charactersAsTokensHaveTheFieldsOwnNumbers() {
    // 1.02 bits per character, as enwik8's tables print it, is a perplexity of 2^1.02.
    var score = new LanguageModelScore(1.02 * Math.log(2) * 5_000_000, 5_000_000, 0, 5_000_000, 0);
    assertClose(1.02, score.bitsPerCharacter());
    assertClose(1.02, score.bitsPerToken());
    assertClose(Math.pow(2, 1.02), score.perplexity());
  }

  @Test
  void partsAddUpToTheWhole() {
    var part = new LanguageModelScore(UNIFORM.lossNats() / 4, 250, 125, 500, 600);
    assertEquals(UNIFORM, part.plus(part).plus(part).plus(part));
    var uncounted = new LanguageModelScore(1, 1, 0, 3, 3);
    assertEquals(0, UNIFORM.plus(uncounted).words());
    assertEquals(2003, UNIFORM.plus(uncounted).characters());
  }

  @Test
  void printsWhatWasCounted() {
    assertEquals(
        "perplexity 8.00 (word 64.00), bits per token 3.0000, character 1.5000, byte 1.2500;"
            + " tokens 1000, words 500, characters 2000, bytes 2400",
        UNIFORM.toString());
    assertEquals(
        "perplexity infinite, bits per token 14426.9504; tokens 1",
        new LanguageModelScore(10_000, 1, 0, 0, 0).toString());
  }

  @Test
  void whatWasNotCountedIsNotScored() {
    var score = new LanguageModelScore(1, 1, 0, 0, 0);
    assertEquals(
        "words were not counted; give their number with the loss",
        assertThrows(IllegalStateException.class, score::wordPerplexity).getMessage());
    assertEquals(
        "characters were not counted; give their number with the loss",
        assertThrows(IllegalStateException.class, score::bitsPerCharacter).getMessage());
    assertEquals(
        "bytes were not counted; give their number with the loss",
        assertThrows(IllegalStateException.class, score::bitsPerByte).getMessage());
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    var wrong =
        assertThrows(
            IllegalArgumentException.class, () -> new LanguageModelScore(Double.NaN, 0, -1, 2, 3));
    assertEquals(
        "loss must be finite and at least 0 nats, found NaN; there must be at least 1 predicted"
            + " token, found 0; counts must be at least 0, found words -1, characters 2, bytes 3",
        wrong.getMessage());
  }

  private static void assertClose(double expected, double found) {
    assertEquals(expected, found, expected * RELATIVE);
  }
}
