package org.srupp.eval.text;

/**
 * The words of chrF++: ASCII punctuation at a word's end is split off or, where there is none, that
 * at its beginning. One character at one side only; a word of one character stays.
 */
public final class TokenizerChrf implements LineTokenizer {
  /** A tokenizer for one thread. */
  public TokenizerChrf() {}

  @Override
  public void tokenize(String line, Chars out) {
    out.clear();
    int end = line.length();
    int at = 0;
    while (at < end) {
      while (at < end && PythonSpace.isSpace(line.charAt(at))) {
        at++;
      }
      int start = at;
      while (at < end && !PythonSpace.isSpace(line.charAt(at))) {
        at++;
      }
      word(line, start, at, out);
    }
  }

  private static void word(String line, int start, int end, Chars out) {
    // A word of one code point has no two sides; one of two units is longer or has no ASCII.
    int cut = start;
    if (end - start > 1 && isPunctuation(line.charAt(end - 1))) {
      cut = end - 1;
    } else if (end - start > 1 && isPunctuation(line.charAt(start))) {
      cut = start + 1;
    }
    if (cut > start) {
      out.append(line, start, cut);
      out.append(' ');
    }
    out.append(line, cut, end);
    out.append(' ');
  }

  private static boolean isPunctuation(char unit) {
    return unit > ' '
        && unit <= '~'
        && !(unit >= '0' && unit <= '9')
        && !((unit | 0x20) >= 'a' && (unit | 0x20) <= 'z');
  }
}
