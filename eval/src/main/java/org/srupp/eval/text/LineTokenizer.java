package org.srupp.eval.text;

/**
 * Separates a line into tokens by white space. An instance keeps buffers and belongs to one thread.
 */
public interface LineTokenizer {
  /**
   * Replaces the content of {@code out} by the line's tokens, separated by {@linkplain PythonSpace
   * white space}.
   *
   * @param line right-trimmed and, where the metric says so, lower-cased
   * @param out receives the tokens; runs of white space separate, none makes an empty token
   */
  void tokenize(String line, Chars out);
}
