package org.srupp.eval;

import java.util.List;
import org.srupp.eval.ngram.CharacterReader;
import org.srupp.eval.ngram.NgramMatches;
import org.srupp.eval.ngram.TokenIds;
import org.srupp.eval.ngram.TokenReader;
import org.srupp.eval.text.PythonLowerCase;
import org.srupp.eval.text.TokenizerChrf;

/**
 * Counts chrF's n-grams segment by segment, against the reference that scores best. For one thread.
 */
final class ChrfCounter implements SegmentCounter {
  private final ChrfConfig config;
  private final CharacterReader hypothesisCharacters;
  private final CharacterReader referenceCharacters;
  private final TokenIds words = new TokenIds();
  private final TokenReader hypothesisWords = reader();
  private final TokenReader referenceWords = reader();
  private final NgramMatches ngrams = new NgramMatches();
  private final int[] characterMatches;
  private final int[] wordMatches;
  private final double[] row;

  ChrfCounter(ChrfConfig config) {
    this.config = config;
    hypothesisCharacters = new CharacterReader(config.whitespace());
    referenceCharacters = new CharacterReader(config.whitespace());
    characterMatches = new int[config.charOrder()];
    wordMatches = new int[config.wordOrder()];
    row = new double[width(config)];
  }

  /** The length of a row. */
  static int width(ChrfConfig config) {
    return 3 * config.orders();
  }

  private TokenReader reader() {
    // The segment is lower-cased once for characters and words.
    return new TokenReader(new TokenizerChrf(), false, words);
  }

  @Override
  public void count(String hypothesis, List<String> references, double[] values, int at) {
    words.clear();
    read(hypothesis, hypothesisCharacters, hypothesisWords);
    double best = -1;
    for (String reference : references) {
      if (reference != null) {
        read(reference, referenceCharacters, referenceWords);
        compare();
        double score = ChrfFormula.score(config, row, 0);
        if (score > best) {
          best = score;
          System.arraycopy(row, 0, values, at, row.length);
        }
      }
    }
  }

  private void read(String segment, CharacterReader characters, TokenReader tokens) {
    String cased = config.lowercase() ? PythonLowerCase.of(segment) : segment;
    characters.read(cased);
    if (config.wordOrder() > 0) {
      tokens.read(cased, true);
    }
  }

  private void compare() {
    ngrams.count(
        hypothesisCharacters.codePoints(),
        hypothesisCharacters.length(),
        referenceCharacters.codePoints(),
        referenceCharacters.length(),
        characterMatches);
    write(hypothesisCharacters.length(), referenceCharacters.length(), characterMatches, 0);
    ngrams.count(
        hypothesisWords.tokens(),
        hypothesisWords.length(),
        referenceWords.tokens(),
        referenceWords.length(),
        wordMatches);
    write(hypothesisWords.length(), referenceWords.length(), wordMatches, 3 * config.charOrder());
  }

  private void write(int hypothesis, int reference, int[] matches, int at) {
    for (int i = 0; i < matches.length; i++) {
      int inReference = Math.max(0, reference - i);
      // An order that the reference has no n-gram of counts none of the hypothesis either.
      row[at + 3 * i] = inReference == 0 ? 0 : Math.max(0, hypothesis - i);
      row[at + 3 * i + 1] = inReference;
      row[at + 3 * i + 2] = matches[i];
    }
  }
}
