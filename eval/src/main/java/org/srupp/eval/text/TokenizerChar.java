package org.srupp.eval.text;

/** Puts a blank between any two code points. */
final class TokenizerChar implements LineTokenizer {
  @Override
  public void tokenize(String line, Chars out) {
    out.clear();
    int i = 0;
    while (i < line.length()) {
      int codePoint = line.codePointAt(i);
      if (i > 0) {
        out.append(' ');
      }
      out.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
  }
}
