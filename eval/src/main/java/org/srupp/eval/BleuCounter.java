package org.srupp.eval;

import java.util.Arrays;
import java.util.List;
import org.srupp.eval.ngram.NgramIds;
import org.srupp.eval.ngram.TokenIds;
import org.srupp.eval.ngram.TokenReader;

/**
 * Counts BLEU's n-grams segment by segment with memory that is kept from one to the next. For one
 * thread.
 *
 * <p>References are counted first; the hypothesis then uses up what they allow, so that clipping
 * needs no second pass.
 */
final class BleuCounter implements SegmentCounter {
  private final int maxOrder;
  private final TokenReader reader;
  private final TokenIds tokens = new TokenIds();
  private final NgramIds ngrams = new NgramIds();
  private int[] inThisReference = new int[512];
  private int[] lastReference = new int[512];
  private int[] allowed = new int[512];

  BleuCounter(BleuConfig config) {
    maxOrder = config.maxOrder();
    reader = new TokenReader(config.tokenizer().newTokenizer(), config.lowercase(), tokens);
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
        reader.read(reference, true);
        countReference(used);
        lengths[used++] = reader.length();
      }
    }
    reader.read(hypothesis, false);
    int length = reader.length();
    sums.addLengths(length, closest(length, lengths, used));
    countMatches(sums);
    return used > 0 || length == 0;
  }

  private void countReference(int reference) {
    int[] text = reader.tokens();
    int length = reader.length();
    for (int start = 0; start < length; start++) {
      int ngram = NgramIds.EMPTY;
      int end = Math.min(length, start + maxOrder);
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
    int[] text = reader.tokens();
    int length = reader.length();
    for (int start = 0; start < length; start++) {
      int ngram = NgramIds.EMPTY;
      int end = Math.min(length, start + maxOrder);
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
