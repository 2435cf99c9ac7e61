package org.srupp.eval.ngram;

import java.util.Arrays;
import org.srupp.eval.text.Chars;
import org.srupp.eval.text.LineTokenizer;
import org.srupp.eval.text.PythonLowerCase;
import org.srupp.eval.text.PythonSpace;

/**
 * Turns segments into token numbers: lower-cased if asked, right-trimmed, cut by a tokenizer. Keeps
 * the tokens of the last segment read. For one thread.
 */
public final class TokenReader {
  private final LineTokenizer tokenizer;
  private final boolean lowercase;
  private final TokenIds ids;
  private final Chars line = new Chars();
  private int[] tokens = new int[64];
  private int length;

  /**
   * A reader without a segment.
   *
   * @param ids gives equal tokens equal numbers; several readers may share it
   */
  public TokenReader(LineTokenizer tokenizer, boolean lowercase, TokenIds ids) {
    this.tokenizer = tokenizer;
    this.lowercase = lowercase;
    this.ids = ids;
  }

  /**
   * Reads a segment.
   *
   * @param learn whether tokens that are new get a number; if not, they are {@link
   *     TokenIds#UNKNOWN}
   */
  public void read(String segment, boolean learn) {
    String cased = lowercase ? PythonLowerCase.of(segment) : segment;
    tokenizer.tokenize(PythonSpace.trimEnd(cased), line);
    length = 0;
    char[] units = line.units();
    int end = line.length();
    int at = 0;
    while (at < end) {
      while (at < end && PythonSpace.isSpace(units[at])) {
        at++;
      }
      int start = at;
      while (at < end && !PythonSpace.isSpace(units[at])) {
        at++;
      }
      if (at > start) {
        push(learn ? ids.number(units, start, at) : ids.find(units, start, at));
      }
    }
  }

  private void push(int token) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = token;
  }

  /**
   * The segment's tokens; only the first {@link #length()} count, and the next read changes them.
   */
  public int[] tokens() {
    return tokens;
  }

  /** How many tokens the segment has. */
  public int length() {
    return length;
  }
}
