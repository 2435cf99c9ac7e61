package org.srupp.recipes.corpora;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** The two usual ways to cut IWSLT'14 German to English. */
public enum IwsltPreset {
  /**
   * As the SRU++ paper trained (the loader of Lin et al. 2020): every pair with text on both sides
   * and no tag; 4% of them, drawn by NumPy's legacy generator with seed 1234, validate; both parts
   * in file order. Test: dev2010, tst2010, tst2011, tst2012. Counts 164,853 / 6,868 / 5,585.
   * Lower-casing and NLTK tokens are left to the tokenizer.
   */
  IMITKD,
  /**
   * As fairseq's preparation and most papers: titles and descriptions kept, 1 to 175 tokens and a
   * length ratio of at most 1.5, every 23rd remaining pair validates. Test: dev2010, TEDX.dev2012,
   * tst2010, tst2011, tst2012. fairseq counts Moses tokens and so gets 160,239 / 7,283 / 6,750;
   * here tokens are split at white space, so train and valid differ somewhat, and the notes of the
   * result say so. Lower-casing is left to the tokenizer.
   */
  FAIRSEQ;

  private static final int SEED = 1234;
  private static final int VALID_EVERY = 23;
  private static final int MAX_TOKENS = 175;
  private static final double MAX_RATIO = 1.5;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern LEFT_OUT = Pattern.compile("<url>|<talkid>|<keywords>");
  private static final Pattern TAG = Pattern.compile("</?(title|description)>");

  /** An evaluation set with its official number of segments. */
  record TestSet(String name, int segments) {
    String file(String language) {
      return "IWSLT14." + name + ".de-en." + language + ".xml";
    }
  }

  /** Train and valid pairs, and what is to be said of them. */
  record Cut(List<LinePair> train, List<LinePair> valid, List<String> notes) {}

  String label() {
    return this == IMITKD ? "imitkd" : "fairseq";
  }

  String expected() {
    return this == IMITKD
        ? "164,853 / 6,868 / 5,585"
        : "160,239 / 7,283 / 6,750 with Moses tokens; here counted at white space";
  }

  List<TestSet> testSets() {
    List<TestSet> sets = new ArrayList<>();
    sets.add(new TestSet("TED.dev2010", 887));
    if (this == FAIRSEQ) {
      sets.add(new TestSet("TEDX.dev2012", 1_165));
    }
    sets.add(new TestSet("TED.tst2010", 1_565));
    sets.add(new TestSet("TED.tst2011", 1_433));
    sets.add(new TestSet("TED.tst2012", 1_700));
    return sets;
  }

  /** fairseq writes a typographic apostrophe of the test sets as '. */
  String testLine(String segment) {
    return this == FAIRSEQ ? segment.replace('\u2019', '\'') : segment;
  }

  Cut cut(List<LinePair> lines) {
    return this == IMITKD ? imitkd(lines) : fairseq(lines);
  }

  private static Cut imitkd(List<LinePair> lines) {
    List<LinePair> pool =
        lines.stream().filter(p -> isText(p.source()) && isText(p.target())).toList();
    int[] order = new LegacyNumpyShuffle(SEED).permutation(pool.size());
    var chosen = new BitSet();
    // floor(0.04 N), in whole numbers
    for (int i = 0; i < (int) (pool.size() * 4L / 100); i++) {
      chosen.set(order[i]);
    }
    List<LinePair> train = new ArrayList<>();
    List<LinePair> valid = new ArrayList<>();
    for (int i = 0; i < pool.size(); i++) {
      (chosen.get(i) ? valid : train).add(pool.get(i));
    }
    return new Cut(train, valid, List.of());
  }

  private static boolean isText(String line) {
    return !line.isEmpty() && !line.startsWith("<");
  }

  private static Cut fairseq(List<LinePair> lines) {
    List<LinePair> train = new ArrayList<>();
    List<LinePair> valid = new ArrayList<>();
    int candidates = 0;
    int kept = 0;
    for (LinePair line : lines) {
      if (LEFT_OUT.matcher(line.source()).find() || LEFT_OUT.matcher(line.target()).find()) {
        continue;
      }
      candidates++;
      var pair = new LinePair(untagged(line.source()), untagged(line.target()));
      if (fits(tokens(pair.source()), tokens(pair.target()))) {
        kept++;
        (kept % VALID_EVERY == 0 ? valid : train).add(pair);
      }
    }
    String note =
        "kept "
            + kept
            + " of "
            + candidates
            + " pairs, lengths counted in white-space tokens; fairseq counts Moses tokens"
            + " and keeps 167,522 of 174,443";
    return new Cut(train, valid, List.of(note));
  }

  private static String untagged(String line) {
    return TAG.matcher(line).replaceAll("").strip();
  }

  private static int tokens(String line) {
    return line.isEmpty() ? 0 : SPACE.split(line).length;
  }

  private static boolean fits(int a, int b) {
    return a >= 1
        && b >= 1
        && Math.max(a, b) <= MAX_TOKENS
        && Math.max(a, b) <= MAX_RATIO * Math.min(a, b);
  }
}
