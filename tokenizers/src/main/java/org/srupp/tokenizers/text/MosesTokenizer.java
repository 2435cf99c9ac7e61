package org.srupp.tokenizers.text;

/**
 * Words as the Moses tokenizer cuts them, the usual preparation of IWSLT and WMT text: marks stand
 * alone but for full stops within words, commas within numbers, hyphens and back quotes; runs of
 * full stops stay together; an English apostrophe starts a word ({@code it 's}), a German one
 * stands alone.
 *
 * <p>A full stop stays with its word after an abbreviation, after a word with letters that has a
 * full stop inside, and before a word in lower case; never at the end of the line. White space
 * becomes single blanks; control characters below U+0020, NUL too, are dropped. A combining mark
 * that is no letter stands alone, as with Moses: compose the text first ({@link TextNormalizer}).
 *
 * <p>Detokenising is {@link MosesDetokenizer}'s: it follows the habits of the language, so a line
 * set against them does not come back exactly.
 *
 * @param language chooses abbreviations and the treatment of apostrophes
 * @param escape whether {@code & | < > ' " [ ]} are written as entities, as Moses' decoder needs
 *     and published IWSLT preparations have it
 * @param splitHyphens whether a hyphen between letters or digits becomes {@code @-@}
 */
public record MosesTokenizer(TextLanguage language, boolean escape, boolean splitHyphens)
    implements WordTokenizer {

  @Override
  public String tokenize(String line) {
    String text = MosesMarks.parted(clean(line), splitHyphens);
    text = MosesApostrophes.parted(text, language);
    text = withFullStops(WhiteSpace.collapse(text));
    return escape ? MosesEntities.escape(text) : text;
  }

  @Override
  public String detokenize(String line) {
    return MosesDetokenizer.detokenize(line, language);
  }

  /** White space to single blanks, then control characters away. */
  private static String clean(String line) {
    StringBuilder out = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean separator = c >= '\u001c' && c <= '\u001f'; // white space for Python, not for Perl
      if (!separator && WhiteSpace.is(c)) {
        if (out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
      } else if (c >= ' ') {
        out.append(c);
      }
    }
    return WhiteSpace.collapse(out.toString());
  }

  private String withFullStops(String text) {
    Abbreviations abbreviations = language.abbreviations();
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int start = 0, end; start < text.length(); start = end + 1) {
      end = text.indexOf(' ', start);
      end = end < 0 ? text.length() : end;
      boolean last = end == text.length();
      boolean stop = end - start > 1 && text.charAt(end - 1) == '.' && text.charAt(end - 2) != '.';
      if (stop && (last || !keepsStop(text, start, end, abbreviations))) {
        out.append(text, start, end - 1).append(" .");
      } else {
        out.append(text, start, end);
      }
      out.append(last ? "" : " ");
    }
    // A closing quote behind the last full stop has hidden it.
    int quote = out.length() - 2;
    if (quote >= 0 && out.charAt(quote) == '.' && out.charAt(quote + 1) == '\'') {
      out.insert(quote + 1, ' ');
      if (quote > 0 && out.charAt(quote - 1) != ' ') {
        out.insert(quote, ' ');
      }
    }
    return out.toString();
  }

  private static boolean keepsStop(String text, int start, int end, Abbreviations abbreviations) {
    String word = text.substring(start, end - 1);
    int next = text.codePointAt(end + 1);
    return (word.indexOf('.') >= 0 && word.codePoints().anyMatch(Character::isAlphabetic))
        || abbreviations.always().contains(word)
        || Character.isLowerCase(next)
        || (next >= '0' && next <= '9' && abbreviations.beforeNumbers().contains(word));
  }
}
