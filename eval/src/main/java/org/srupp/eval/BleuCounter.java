package org.srupp.eval;

import java.util.Arrays;
import java.util.List;
import org.srupp.eval.text.Chars;
import org.srupp.eval.text.LineTokenizer;
import org.srupp.eval.text.PythonLowerCase;
import org.srupp.eval.text.PythonSpace;

/**
 * Counts BLEU's n-grams segment by segment with memory that is kept from one to the next. For one
 * thread.
 *
 * <p>References are counted first; the hypothesis then uses up what they allow, so that clipping
 * needs no second pass.
 */
final class BleuCounter implements SegmentCounter {
  private final boolean lowercase;
  private final int maxOrder;
  private final LineTokenizer tokenizer;
  private final Chars line = new Chars();
  private final TokenIds tokens = new TokenIds();
  private final NgramIds ngrams = new NgramIds();
  private int[] text = new int[64];
  private int textLength;
  private int[] inThisReference = new int[512];
  private int[] lastReference = new int[512];
  private int[] allowed = new int[512];

  BleuCounter(BleuConfig config) {
    lowercase = config.lowercase();
    maxOrder = config.maxOrder();
    tokenizer = config.tokenizer().newTokenizer();
  }

  @Override
  public void count(String hypothesis, List<String> references, double[] values, int at) {
    var statistics = new BleuStatistics(maxOrder);
    add(hypothesis, references, statistics);
    statistics.write(values, at);
  }

  /**
   * Adds one segment.
   *
   * @param references those of the segment; null entries do not count
   * @return whether it had a reference, or no token that would need one
   */
  boolean add(String hypothesis, List<String> references, BleuStatistics sums) {
    tokens.clear();
    ngrams.clear();
    int[] lengths = new int[references.size()];
    int used = 0;
    for (String reference : references) {
      if (reference != null) {
        read(reference, true);
        countReference(used);
        lengths[used++] = textLength;
      }
    }
    read(hypothesis, false);
    sums.addLengths(textLength, closest(textLength, lengths, used));
    countMatches(sums);
    return used > 0 || textLength == 0;
  }

  /**
   * Replaces the text by the line's token numbers; tokens that are new get one only if {@code
   * learn}.
   */
  private void read(String segment, boolean learn) {
    String cased = lowercase ? PythonLowerCase.of(segment) : segment;
    tokenizer.tokenize(PythonSpace.trimEnd(cased), line);
    textLength = 0;
    char[] units = line.units();
    int end = line.length();
    int at = 0;
    while (at < end) {
      while (at < end && PythonSpace.isSpace(units[at])) {
        at++;
      }
      int start = at;
      while (at < end && !PythonSpace.isSpace(units[at])) {
        at++;
      }
      if (at > start) {
        push(learn ? tokens.number(units, start, at) : tokens.find(units, start, at));
      }
    }
  }

  private void push(int token) {
    if (textLength == text.length) {
      text = Arrays.copyOf(text, 2 * textLength);
    }
    text[textLength++] = token;
  }

  private void countReference(int reference) {
    for (int start = 0; start < textLength; start++) {
      int ngram = NgramIds.EMPTY;
      int end = Math.min(textLength, start + maxOrder);
      for (int i = start; i < end; i++) {
        int known = ngrams.size();
        ngram = ngrams.number(ngram, text[i]);
        if (ngram == known) {
          prepare(ngram);
        }
        if (lastReference[ngram] != reference) {
          lastReference[ngram] = reference;
          inThisReference[ngram] = 0;
        }
        allowed[ngram] = Math.max(allowed[ngram], ++inThisReference[ngram]);
      }
    }
  }

  private void prepare(int ngram) {
    if (ngram == allowed.length) {
      inThisReference = Arrays.copyOf(inThisReference, 2 * ngram);
      lastReference = Arrays.copyOf(lastReference, 2 * ngram);
      allowed = Arrays.copyOf(allowed, 2 * ngram);
    }
    lastReference[ngram] = -1;
    allowed[ngram] = 0;
  }

  private void countMatches(BleuStatistics sums) {
    for (int start = 0; start < textLength; start++) {
      int ngram = NgramIds.EMPTY;
      int end = Math.min(textLength, start + maxOrder);
      for (int i = start; i < end; i++) {
        if (text[i] == TokenIds.UNKNOWN) {
          break;
        }
        ngram = ngrams.find(ngram, text[i]);
        // No reference has an n-gram of which it lacks the beginning.
        if (ngram == NgramIds.UNKNOWN) {
          break;
        }
        if (allowed[ngram] > 0) {
          allowed[ngram]--;
          sums.addMatch(i - start + 1);
        }
      }
    }
  }

  private static int closest(int length, int[] lengths, int used) {
    // Without any reference sacreBLEU counts -1.
    int closest = -1;
    for (int i = 0; i < used; i++) {
      int difference = Math.abs(length - lengths[i]) - Math.abs(length - closest);
      if (closest < 0 || difference < 0 || difference == 0 && lengths[i] < closest) {
        closest = lengths[i];
      }
    }
    return closest;
  }
}
