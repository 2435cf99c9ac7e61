package org.srupp.recipes.corpora.demo;

/** Regular English spelling rules. */
final class EnglishMorphology {
  private static final String VOWELS = "aeiou";

  private EnglishMorphology() {}

  /** Third person singular: goes, watches, carries, plays, has. */
  static String thirdSingular(String base) {
    if (base.equals("have")) {
      return "has";
    }
    if (base.matches(".*(s|x|z|ch|sh|o)")) {
      return base + "es";
    }
    if (base.endsWith("y") && !vowel(base, base.length() - 2)) {
      return base.substring(0, base.length() - 1) + "ies";
    }
    return base + "s";
  }

  /**
   * Present participle: reading, writing, running. Words of one syllable double their last
   * consonant.
   */
  static String progressive(String base) {
    int last = base.length() - 1;
    if (base.endsWith("e") && !base.endsWith("ee") && base.length() > 2) {
      return base.substring(0, last) + "ing";
    }
    boolean doubles =
        last >= 2
            && !vowel(base, last)
            && "wxy".indexOf(base.charAt(last)) < 0
            && vowel(base, last - 1)
            && !vowel(base, last - 2)
            && syllables(base) == 1;
    return doubles ? base + base.charAt(last) + "ing" : base + "ing";
  }

  /** a or an before the given word, by its sound as far as the lexicon needs it. */
  static String indefiniteArticle(String next) {
    boolean soundsLikeConsonant = next.startsWith("uni") || next.startsWith("one");
    return vowel(next, 0) && !soundsLikeConsonant ? "an" : "a";
  }

  private static int syllables(String word) {
    int count = 0;
    for (int i = 0; i < word.length(); i++) {
      if (vowel(word, i) && (i == 0 || !vowel(word, i - 1))) {
        count++;
      }
    }
    return count;
  }

  private static boolean vowel(String word, int at) {
    return VOWELS.indexOf(word.charAt(at)) >= 0;
  }
}
