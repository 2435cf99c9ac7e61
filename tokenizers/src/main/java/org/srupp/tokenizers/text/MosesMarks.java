package org.srupp.tokenizers.text;

/** Parts marks, runs of full stops and commas from words; one pass for each rule. */
final class MosesMarks {
  private MosesMarks() {}

  /** The text with blanks around what stands alone; runs of blanks may be left. */
  static String parted(String text, boolean splitHyphens) {
    String marked = marks(text);
    String hyphened = splitHyphens && marked.indexOf('-') >= 0 ? hyphens(marked) : marked;
    String dotted = hyphened.contains("..") ? fullStops(hyphened) : hyphened;
    return dotted.indexOf(',') >= 0 ? commas(dotted) : dotted;
  }

  static boolean isWordCharacter(int cp) {
    if (cp < 0x80) {
      return (cp >= '0' && cp <= '9') || isAsciiLetter(cp);
    }
    return Character.isAlphabetic(cp) || Character.getType(cp) == Character.DECIMAL_DIGIT_NUMBER;
  }

  static boolean isNumber(int cp) {
    if (cp < 0x80) {
      return cp >= '0' && cp <= '9';
    }
    int type = Character.getType(cp);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isAsciiLetter(int cp) {
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
  }

  private static String marks(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
      cp = text.codePointAt(i);
      boolean inWord =
          isWordCharacter(cp)
              || cp == ' '
              || cp == '.'
              || cp == ','
              || cp == '\''
              || cp == '`'
              || cp == '-';
      if (inWord) {
        out.appendCodePoint(cp);
      } else {
        out.append(' ').appendCodePoint(cp).append(' ');
      }
    }
    return out.toString();
  }

  private static String hyphens(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean between =
          c == '-'
              && i > 0
              && i + 1 < text.length()
              && isWordCharacter(text.codePointBefore(i))
              && isWordCharacter(text.codePointAt(i + 1));
      out.append(between ? " @-@ " : c);
    }
    return out.toString();
  }

  private static String fullStops(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0, end; i < text.length(); i = end) {
      end = i + 1;
      while (text.charAt(i) == '.' && end < text.length() && text.charAt(end) == '.') {
        end++;
      }
      if (end - i > 1) {
        out.append(' ').append(text, i, end).append(' ');
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  /**
   * A comma stays only between two numbers or where the line starts. Of several in a row Moses
   * looks at pairs, first at those with something other than a number in front, then at those with
   * it behind.
   */
  private static String commas(String text) {
    boolean[] alone = new boolean[text.length()];
    for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
      cp = text.codePointAt(i);
      int next = i + Character.charCount(cp);
      if (next < text.length() && text.charAt(next) == ',' && !isNumber(cp)) {
        alone[next] = true;
        i++; // the comma is no neighbour of the next one
      }
    }
    int last = text.length() - 1;
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      boolean before = i < last && !isNumber(text.codePointAt(i + 1));
      boolean atEnd = i == last && i > 0 && isNumber(text.codePointBefore(i));
      if (c == ',' && (alone[i] || before || atEnd)) {
        out.append(" , ");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
