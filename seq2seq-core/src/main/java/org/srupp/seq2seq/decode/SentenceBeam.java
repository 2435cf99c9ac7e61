package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The beam of one sentence, best entry first. */
final class SentenceBeam {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingDouble(Candidate::score)
          .reversed()
          .thenComparingInt(Candidate::rank)
          .thenComparingInt(Candidate::token);

  private final int sentence;
  private final int[] prefix;
  private final int maxLength;
  private final BeamConfig config;
  private final OutputRules rules;
  private List<BeamEntry> entries;
  private int length;

  SentenceBeam(int sentence, int[] prefix, int maxLength, BeamConfig config, OutputRules rules) {
    this.sentence = sentence;
    this.prefix = prefix;
    this.maxLength = maxLength;
    this.config = config;
    this.rules = rules;
    this.entries = List.of(new BeamEntry(null, false, 0, sentence));
  }

  /** A possible entry of the next beam; the token is -1 where an ended entry stays what it is. */
  private record Candidate(double score, int rank, int token, double logProb, int row) {}

  int sentence() {
    return sentence;
  }

  List<BeamEntry> live() {
    return entries.stream().filter(entry -> !entry.ended()).toList();
  }

  /**
   * Extends all live entries by a token and keeps the best.
   *
   * @param firstRow row of the first live entry; the others follow it
   */
  void advance(MemorySegment logits, OutputColumns columns, RowTops tops, int firstRow) {
    length++;
    List<Candidate> candidates =
        length <= prefix.length ? forced(logits, columns, tops, firstRow) : free(tops, firstRow);
    if (candidates.isEmpty()) {
      throw new IllegalStateException(
          "sentence "
              + sentence
              + " of the batch, token "
              + length
              + ": the model gives no probability to any token that may be produced");
    }
    candidates.sort(ORDER);
    entries =
        candidates.subList(0, Math.min(config.beam(), candidates.size())).stream()
            .map(this::enter)
            .toList();
  }

  /** Before the prefix is through there is one entry. */
  private List<Candidate> forced(
      MemorySegment logits, OutputColumns columns, RowTops tops, int row) {
    int token = prefix[length - 1];
    double logProb = tops.logProb(row, RowScanner.at(logits, columns, row, token));
    return new ArrayList<>(List.of(extension(0, entries.getFirst(), token, logProb, row)));
  }

  private List<Candidate> free(RowTops tops, int firstRow) {
    int[] forbidden = rules.forbidden(length);
    List<Candidate> candidates = new ArrayList<>();
    int row = firstRow;
    for (int rank = 0; rank < entries.size(); rank++) {
      BeamEntry entry = entries.get(rank);
      if (entry.ended()) {
        candidates.add(new Candidate(entry.score(), rank, -1, 0, -1));
        continue;
      }
      for (int place = 0; place < tops.counts()[row]; place++) {
        int token = tops.id(row, place);
        if (IntStream.of(forbidden).noneMatch(id -> id == token)) {
          candidates.add(extension(rank, entry, token, tops.logProb(row, place), row));
        }
      }
      row++;
    }
    return candidates;
  }

  private Candidate extension(int rank, BeamEntry entry, int token, double logProb, int row) {
    return new Candidate(
        config.score(Trace.extend(entry.trace(), logProb), length), rank, token, logProb, row);
  }

  private BeamEntry enter(Candidate candidate) {
    BeamEntry parent = entries.get(candidate.rank());
    if (candidate.token() < 0) {
      return parent;
    }
    Trace trace = Trace.of(parent.trace(), candidate.token(), candidate.logProb());
    return new BeamEntry(
        trace, candidate.token() == rules.specials().eos(), candidate.score(), candidate.row());
  }

  /**
   * Whether going on could not change the result: at the maximum length, or when the n best have
   * ended and no live entry can pass the last of them even if all its further tokens were certain
   * and it grew to the length that divides its sum by most. This stops earlier than waiting for the
   * whole beam to end and returns the same.
   */
  boolean isDecided() {
    if (length == maxLength) {
      return true;
    }
    if (entries.size() < config.nBest()
        || !entries.stream().limit(config.nBest()).allMatch(BeamEntry::ended)) {
      return entries.stream().allMatch(BeamEntry::ended);
    }
    // Live entries all rank below the n best here, so that they lose a tie.
    double bar = entries.get(config.nBest() - 1).score();
    return live().stream().allMatch(entry -> config.score(entry.trace().total(), maxLength) <= bar);
  }

  List<Hypothesis> best() {
    return entries.stream()
        .limit(config.nBest())
        .map(entry -> entry.trace().toHypothesis(entry.score(), entry.ended(), true))
        .toList();
  }
}
