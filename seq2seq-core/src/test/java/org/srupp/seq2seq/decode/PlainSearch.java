package org.srupp.seq2seq.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Searches written from their definitions, over one sentence, without rows, batches or stopping
 * early: what the fast ones must equal.
 */
final class PlainSearch {
  private final HashModel model;
  private final OutputRules rules;
  private final BeamConfig config;

  PlainSearch(HashModel model, OutputRules rules, BeamConfig config) {
    this.model = model;
    this.rules = rules;
    this.config = config;
  }

  /** Tokens with EOS where it ended. */
  record Output(int[] tokens, double logProbability, double score, boolean ended) {}

  /** All outputs that the rules allow, best first. */
  List<Output> exhaustive(int[] source, int[] prefix) {
    List<Output> found = new ArrayList<>();
    enumerate(source, prefix, new int[0], 0, found);
    found.sort(Comparator.comparingDouble(Output::score).reversed());
    return found;
  }

  private void enumerate(int[] source, int[] prefix, int[] tokens, double sum, List<Output> found) {
    for (Output next : extensions(source, prefix, tokens, sum)) {
      if (next.ended || next.tokens.length == rules.maximum(source, prefix)) {
        found.add(next);
      } else {
        enumerate(source, prefix, next.tokens, next.logProbability, found);
      }
    }
  }

  /**
   * The paper's beam: all ended ones stay and compete, until all have ended or the length is
   * reached.
   */
  List<Output> beam(int[] source, int[] prefix) {
    List<Output> beam = List.of(new Output(new int[0], 0, 0, false));
    for (int length = 1; length <= rules.maximum(source, prefix); length++) {
      List<Output> candidates = new ArrayList<>();
      for (Output entry : beam) {
        candidates.addAll(
            entry.ended
                ? List.of(entry)
                : extensions(source, prefix, entry.tokens, entry.logProbability));
      }
      candidates.sort(Comparator.comparingDouble(Output::score).reversed());
      beam = List.copyOf(candidates.subList(0, Math.min(config.beam(), candidates.size())));
    }
    return beam.subList(0, Math.min(config.nBest(), beam.size()));
  }

  private List<Output> extensions(int[] source, int[] prefix, int[] tokens, double sum) {
    double[] logProbs = model.logProbs(source, tokens);
    int length = tokens.length + 1;
    int[] allowed = length <= prefix.length ? new int[] {prefix[length - 1]} : allowed(length);
    List<Output> result = new ArrayList<>();
    for (int id : allowed) {
      int[] extended = Arrays.copyOf(tokens, length);
      extended[length - 1] = id;
      double total = sum + logProbs[id];
      result.add(new Output(extended, total, total / divisor(length), id == 3));
    }
    return result;
  }

  private int[] allowed(int length) {
    return IntStream.range(0, model.vocabularySize)
        .filter(id -> id != 0 && id != 2)
        .filter(id -> id != 1 || rules.allowUnk())
        .filter(id -> id != 3 || length >= rules.limits().minLength())
        .toArray();
  }

  private double divisor(int length) {
    return switch (config.normalization()) {
      case NONE -> 1;
      case AVERAGE -> Math.pow(length, config.alpha());
      case GNMT -> Math.pow(5 + length, config.alpha()) / Math.pow(6, config.alpha());
    };
  }
}
