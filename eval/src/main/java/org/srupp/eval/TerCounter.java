package org.srupp.eval;

import java.util.List;
import org.srupp.eval.ngram.TokenIds;
import org.srupp.eval.ngram.TokenReader;
import org.srupp.eval.ter.TranslationEdits;
import org.srupp.eval.text.Chars;
import org.srupp.eval.text.LineTokenizer;
import org.srupp.eval.text.PythonSpace;
import org.srupp.eval.text.TokenizerTercom;

/** Counts edits and reference lengths segment by segment. For one thread. */
final class TerCounter implements SegmentCounter {
  /** Edits and mean reference length. */
  static final int WIDTH = 2;

  private final TokenIds tokens = new TokenIds();
  private final TokenReader hypothesisWords;
  private final TokenReader referenceWords;
  private final TranslationEdits edits = new TranslationEdits();

  TerCounter(TerConfig config) {
    LineTokenizer once = tokenizer(config);
    // sacreBLEU tokenises references twice, which shows where the first pass makes room for a rule.
    LineTokenizer twice = config.normalized() ? new Twice(once, tokenizer(config)) : once;
    hypothesisWords = new TokenReader(once, !config.caseSensitive(), tokens);
    referenceWords = new TokenReader(twice, !config.caseSensitive(), tokens);
  }

  private static LineTokenizer tokenizer(TerConfig config) {
    return new TokenizerTercom(
        config.normalized(), config.withoutPunctuation(), config.asianSupport());
  }

  /** One tokenizer behind the other. */
  private record Twice(LineTokenizer first, LineTokenizer second) implements LineTokenizer {
    @Override
    public void tokenize(String line, Chars out) {
      first.tokenize(line, out);
      second.tokenize(PythonSpace.joined(out), out);
    }
  }

  /** {@inheritDoc} The fewest edits over the references, and their mean length. */
  @Override
  public void count(String hypothesis, List<String> references, double[] values, int at) {
    tokens.clear();
    hypothesisWords.read(hypothesis, true);
    int fewest = Integer.MAX_VALUE;
    long length = 0;
    int used = 0;
    for (String reference : references) {
      if (reference != null) {
        referenceWords.read(reference, true);
        fewest = Math.min(fewest, edits());
        length += referenceWords.length();
        used++;
      }
    }
    values[at] = fewest;
    values[at + 1] = (double) length / used;
  }

  private int edits() {
    return edits.count(
        hypothesisWords.tokens(),
        hypothesisWords.length(),
        referenceWords.tokens(),
        referenceWords.length());
  }
}
