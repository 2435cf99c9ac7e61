package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts the lines of train.tags.de-en into train and valid.
 *
 * @param preset whose rule
 * @param counter of words, preset {@link IwsltPreset#FAIRSEQ}
 * @param filter for what the rule puts into train
 */
record IwsltCut(IwsltPreset preset, WordCounter counter, FilterConfig filter) {
  private static final String PART = "train.tags";
  private static final int SEED = 1234;
  private static final int VALID_EVERY = 23;
  private static final long FAIRSEQ_TRAIN = 160_239;
  // Half a percent: far more than abbreviations move, far less than a missing part of the archive.
  private static final double TOLERANCE = 0.005;
  private static final FilterConfig FAIRSEQ_LENGTHS =
      new FilterConfig(1, 175, 1.5, false, null, null);
  private static final Pattern LEFT_OUT = Pattern.compile("<url>|<talkid>|<keywords>");
  private static final Pattern TAG = Pattern.compile("</?(title|description)>");

  /** Pairs that the preset's rule puts into train and valid, before any filter. */
  record Counts(long train, long valid) {}

  Counts read(LinePairs lines, CorpusSink sink) throws IOException {
    Emitter emitter = new Emitter(sink, filter);
    long count =
        preset == IwsltPreset.IMITKD ? imitkd(lines, emitter) : fairseq(lines, emitter, sink);
    sink.end(PART, count);
    return new Counts(emitter.train, emitter.valid);
  }

  /**
   * Refuses what the official archive does not give. The counts of {@link IwsltPreset#FAIRSEQ} hang
   * on single words of single lines, which tokenizers with other abbreviations count otherwise: a
   * small difference is noted.
   */
  void requireOfficial(Path data, Counts counts, CorpusSink sink) throws IOException {
    if (preset == IwsltPreset.IMITKD) {
      CorpusFiles.requireCount(data, "train", counts.train(), 164_853);
      CorpusFiles.requireCount(data, "valid", counts.valid(), 6_868);
      return;
    }
    long off = Math.abs(counts.train() - FAIRSEQ_TRAIN);
    if (off > FAIRSEQ_TRAIN * TOLERANCE) {
      CorpusFiles.requireCount(data, "train", counts.train(), FAIRSEQ_TRAIN);
    } else if (off > 0) {
      sink.note(
          "train has "
              + counts.train()
              + " pairs, fairseq's own "
              + FAIRSEQ_TRAIN
              + ": lengths are counted in Moses tokens with other lists of abbreviations");
    }
  }

  private static long imitkd(LinePairs lines, Emitter emitter) throws IOException {
    int[] pool = {0};
    lines.read((line, german, english) -> pool[0] += isText(german) && isText(english) ? 1 : 0);
    BitSet chosen = imitkdValid(pool[0]);
    int[] at = {0};
    return lines.read(
        (line, german, english) -> {
          if (isText(german) && isText(english)) {
            emitter.pair(line, chosen.get(at[0]++), german, english);
          } else {
            boolean tag = german.startsWith("<") || english.startsWith("<");
            emitter.drop(line, tag ? DropReason.TAG : DropReason.EMPTY, "");
          }
        });
  }

  /** The numbers of the pairs that validate, of a pool of so many. */
  static BitSet imitkdValid(int pool) {
    int[] order = new LegacyNumpyShuffle(SEED).permutation(pool);
    BitSet chosen = new BitSet();
    // floor(0.04 N), in whole numbers
    for (int i = 0; i < (int) (pool * 4L / 100); i++) {
      chosen.set(order[i]);
    }
    return chosen;
  }

  private static boolean isText(String line) {
    return !line.isEmpty() && !line.startsWith("<");
  }

  private long fairseq(LinePairs lines, Emitter emitter, CorpusSink sink) throws IOException {
    int[] candidates = {0};
    int[] kept = {0};
    long count =
        lines.read(
            (line, german, english) -> {
              if (LEFT_OUT.matcher(german).find() || LEFT_OUT.matcher(english).find()) {
                emitter.drop(line, DropReason.TAG, "");
                return;
              }
              candidates[0]++;
              String a = untagged(german);
              String b = untagged(english);
              var verdict =
                  PairFilter.byWords(
                      FAIRSEQ_LENGTHS, counter.count("de", a), counter.count("en", b));
              if (verdict.isPresent()) {
                emitter.drop(line, verdict.get().reason(), verdict.get().detail());
              } else {
                emitter.pair(line, ++kept[0] % VALID_EVERY == 0, a, b);
              }
            });
    return count;
  }

  private static String untagged(String line) {
    return TAG.matcher(line).replaceAll("").strip();
  }

  /** Counts what the rule keeps, and filters what goes into train. */
  private static final class Emitter {
    private final CorpusSink sink;
    private final FilterConfig filter;
    private final PairFilter pairFilter;
    private long train;
    private long valid;

    Emitter(CorpusSink sink, FilterConfig filter) {
      this.sink = sink;
      this.filter = filter;
      this.pairFilter = new PairFilter(filter);
    }

    void drop(long line, DropReason reason, String detail) throws IOException {
      sink.drop(new Drop(PART, line, reason, detail));
    }

    void pair(long line, boolean validates, String german, String english) throws IOException {
      valid += validates ? 1 : 0;
      train += validates ? 0 : 1;
      Optional<PairFilter.Verdict> verdict =
          validates || filter.equals(FilterConfig.NONE)
              ? Optional.empty()
              : pairFilter.verdict(german, english);
      if (verdict.isPresent()) {
        drop(line, verdict.get().reason(), verdict.get().detail());
      } else {
        sink.pair(validates ? Split.VALID : Split.TRAIN, german, english);
      }
    }
  }
}
