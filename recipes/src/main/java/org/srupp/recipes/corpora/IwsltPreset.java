package org.srupp.recipes.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
   * As fairseq's preparation and most papers: titles and descriptions kept, 1 to 175 words and a
   * length ratio of at most 1.5, every 23rd remaining pair validates. Test: dev2010, TEDX.dev2012,
   * tst2010, tst2011, tst2012. Words are Moses tokens: 160,239 / 7,283 / 6,750. A few pairs more or
   * less, from another list of abbreviations than Moses', are noted. Lower-casing is left to the
   * tokenizer.
   */
  FAIRSEQ;

  /** An evaluation set with its official number of segments. */
  record TestSet(String name, int segments) {
    String file(String language) {
      return "IWSLT14." + name + ".de-en." + language + ".xml";
    }
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String expected() {
    return this == IMITKD ? "164,853 / 6,868 / 5,585" : "160,239 / 7,283 / 6,750 with Moses tokens";
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
}
