package org.srupp.seq2seq.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decodes any number of sentences in batches of like length and returns the results in the order of
 * the input. Which sentences share a batch changes no result, given a model whose rows do not
 * depend on each other. An empty source is answered with an empty output, of log-probability 0,
 * without asking the model; a prefix of it is dropped.
 */
public final class BatchedSearch {
  private final SequenceSearch search;
  private final ScorerFactory model;
  private final int maxSentences;
  private final int maxTokens;

  /**
   * @param maxSentences most sentences of a batch
   * @param maxTokens most padded source ids of a batch; a longer sentence is a batch of its own
   * @throws IllegalArgumentException if a number is below 1
   */
  public BatchedSearch(
      SequenceSearch search, ScorerFactory model, int maxSentences, int maxTokens) {
    if (maxSentences < 1 || maxTokens < 1) {
      throw new IllegalArgumentException(
          "maxSentences and maxTokens of a batch must be at least 1, found "
              + maxSentences
              + " and "
              + maxTokens);
    }
    this.search = search;
    this.model = model;
    this.maxSentences = maxSentences;
    this.maxTokens = maxTokens;
  }

  /**
   * Decodes without prefixes.
   *
   * @param sources unpadded source ids, (N, S of the sentence)
   * @return for each sentence its hypotheses, best first
   */
  public List<List<Hypothesis>> run(int[][] sources) {
    return run(sources, new int[sources.length][0]);
  }

  /**
   * Decodes with the beginning of each output given.
   *
   * @param sources unpadded source ids, (N, S of the sentence)
   * @param prefixes what each output begins with, (N, length of the prefix)
   * @return for each sentence its hypotheses, best first
   * @throws IllegalArgumentException if there are not as many prefixes as sources, or a prefix is
   *     refused
   */
  public List<List<Hypothesis>> run(int[][] sources, int[][] prefixes) {
    if (prefixes.length != sources.length) {
      throw new IllegalArgumentException(
          "expected a prefix for each of "
              + sources.length
              + " sentences, found "
              + prefixes.length);
    }
    List<List<Hypothesis>> results = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      results.add(List.of(Hypothesis.EMPTY));
    }
    for (int[] batch : batches(sources)) {
      List<List<Hypothesis>> found =
          search.search(model, pick(sources, batch), pick(prefixes, batch));
      for (int i = 0; i < batch.length; i++) {
        results.set(batch[i], found.get(i));
      }
    }
    return results;
  }

  /** Longest first, so that a batch that does not fit into memory shows at once. */
  private List<int[]> batches(int[][] sources) {
    int[] order =
        IntStream.range(0, sources.length)
            .filter(i -> sources[i].length > 0)
            .boxed()
            .sorted(Comparator.comparing(i -> -sources[i].length))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    for (int start = 0; start < order.length; ) {
      int fitting = Math.max(1, Math.min(maxSentences, maxTokens / sources[order[start]].length));
      int end = Math.min(start + fitting, order.length);
      batches.add(Arrays.copyOfRange(order, start, end));
      start = end;
    }
    return batches;
  }

  private static int[][] pick(int[][] rows, int[] wanted) {
    return Arrays.stream(wanted).mapToObj(i -> rows[i]).toArray(int[][]::new);
  }
}
