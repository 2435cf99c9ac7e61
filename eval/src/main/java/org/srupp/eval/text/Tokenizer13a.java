package org.srupp.eval.text;

/**
 * The tokenizer of mteval-v13a as sacreBLEU has it: entities, then {@link AsciiPunctuation} over
 * the padded line.
 */
final class Tokenizer13a implements LineTokenizer {
  private final AsciiPunctuation punctuation = new AsciiPunctuation(false);

  @Override
  public void tokenize(String line, Chars out) {
    out.clear();
    // The padding lets a final period after a digit be split off, which needs a character on its
    // right.
    out.append(' ');
    out.append(normalize(line));
    out.append(' ');
    punctuation.separate(out);
  }

  private static String normalize(String line) {
    String text = line;
    if (text.indexOf('<') >= 0) {
      text = text.replace("<skipped>", "");
    }
    if (text.indexOf('\n') >= 0) {
      text = text.replace("-\n", "").replace('\n', ' ');
    }
    return Entities.resolve(text);
  }
}
