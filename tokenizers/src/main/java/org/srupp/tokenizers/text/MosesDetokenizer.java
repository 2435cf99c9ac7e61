package org.srupp.tokenizers.text;

/**
 * Joins words as Moses' detokenizer does: closing marks go to the left, opening marks and currency
 * signs to the right, straight quotes by turns, an English contraction to its word, a Chinese or
 * Japanese word to the one before it.
 */
final class MosesDetokenizer {
  private final TextLanguage language;
  private final StringBuilder out = new StringBuilder();
  private String gap = "";
  private String previous = "";
  private int doubleQuotes;
  private int singleQuotes;

  private MosesDetokenizer(TextLanguage language) {
    this.language = language;
  }

  static String detokenize(String line, TextLanguage language) {
    MosesDetokenizer joined = new MosesDetokenizer(language);
    String padded = " " + WhiteSpace.collapse(line) + " ";
    WhiteSpace.split(MosesEntities.unescape(padded.replace(" @-@ ", "-")), joined::add);
    return joined.out.toString();
  }

  private void add(String word) {
    int first = word.codePointAt(0);
    if (isEastAsian(first)) {
      boolean joins = !previous.isEmpty() && isEastAsian(lastOf(previous));
      put(joins ? "" : gap, word, " ");
    } else if (word.codePoints().allMatch(MosesDetokenizer::opens)) {
      put(gap, word, "");
    } else if (word.chars().allMatch(c -> ",.?!:;\\%}])".indexOf(c) >= 0)) {
      put("", word, " ");
    } else if (isContraction(word)) {
      put("", word, " ");
    } else if (word.chars().allMatch(c -> "'\"„“`".indexOf(c) >= 0)) {
      addQuote(word);
    } else {
      put(gap, word, " ");
    }
    previous = word;
  }

  private void addQuote(String word) {
    boolean single = word.charAt(0) == '\'';
    int seen = single ? singleQuotes : doubleQuotes;
    if (seen % 2 == 0) {
      boolean possessive =
          language == TextLanguage.EN && word.equals("'") && previous.endsWith("s");
      if (possessive) {
        put("", word, " ");
        return;
      }
      put(gap, word, "");
    } else {
      put("", word, " ");
    }
    if (single) {
      singleQuotes++;
    } else {
      doubleQuotes++;
    }
  }

  private void put(String before, String word, String after) {
    out.append(out.isEmpty() ? "" : before).append(word);
    gap = after;
  }

  private boolean isContraction(String word) {
    return language == TextLanguage.EN
        && word.length() > 1
        && word.charAt(0) == '\''
        && Character.isAlphabetic(word.codePointAt(1))
        && !previous.isEmpty()
        && MosesMarks.isWordCharacter(lastOf(previous));
  }

  private static boolean opens(int cp) {
    return cp == '('
        || cp == '['
        || cp == '{'
        || cp == '\u00bf'
        || cp == '\u00a1'
        || Character.getType(cp) == Character.CURRENCY_SYMBOL;
  }

  private static int lastOf(String word) {
    return word.codePointBefore(word.length());
  }

  /** Blocks of Chinese, Japanese and Korean characters and their marks. */
  private static boolean isEastAsian(int cp) {
    return (cp >= 0x1100 && cp <= 0x11ff)
        || (cp >= 0x2e80 && cp <= 0xa4cf)
        || (cp >= 0xa840 && cp <= 0xa87f)
        || (cp >= 0xac00 && cp <= 0xd7af)
        || (cp >= 0xf900 && cp <= 0xfaff)
        || (cp >= 0xfe30 && cp <= 0xfe4f)
        || (cp >= 0xff65 && cp <= 0xffdc)
        || (cp >= 0x20000 && cp <= 0x2ffff);
  }
}
