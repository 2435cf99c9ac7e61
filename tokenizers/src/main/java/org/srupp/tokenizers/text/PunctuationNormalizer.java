package org.srupp.tokenizers.text;

import java.util.regex.Pattern;

/**
 * Brings typographic marks to plain ones as Moses' script does: curly, low and French quotes become
 * straight ones, dashes hyphens, the ellipsis three full stops; blanks around brackets and in front
 * of marks go; a no-break space between digits becomes the language's decimal sign; a full stop or
 * comma and a closing quote change places as the language has them (English inside, German
 * outside).
 *
 * @param language English or German habits
 */
public record PunctuationNormalizer(TextLanguage language) {
  private static final char NBSP = '\u00a0';
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern AFTER_BRACKET = Pattern.compile("\\) ([.!:?;,])");
  private static final Pattern PER_CENT = Pattern.compile("([0-9]) %");
  private static final Pattern APOSTROPHE = Pattern.compile("(?i)([a-z])[\u2018\u2019]([a-z])");
  private static final Pattern DIGITS = Pattern.compile("([0-9])" + NBSP + "([0-9])");
  private static final Pattern MARK_AFTER_QUOTE = Pattern.compile("\"([,.]+)");
  private static final Pattern STOP_IN_QUOTE = Pattern.compile("(\\.+)\"([ \\t\\n\\f\\x0B]*[^<])");

  private static final String[][] QUOTES = {
    {"\u2018", "'"},
    {"\u201a", "'"},
    {"\u2019", "\""},
    {"''", "\""},
    {"\u2026", "..."},
    {NBSP + "\u00ab" + NBSP, " \""},
    {"\u00ab" + NBSP, "\""},
    {"\u00ab", "\""},
    {NBSP + "\u00bb" + NBSP, "\" "},
    {NBSP + "\u00bb", "\""},
    {"\u00bb", "\""},
    {NBSP + "%", "%"},
    {"n\u00ba" + NBSP, "n\u00ba "},
    {NBSP + ":", ":"},
    {NBSP + "\u00baC", " \u00baC"},
    {NBSP + "cm", " cm"},
    {NBSP + "?", "?"},
    {NBSP + "!", "!"},
    {NBSP + ";", ";"},
    {"," + NBSP, ", "}
  };

  /** The line with plain marks; applying it again may move a quote once more. */
  public String apply(String line) {
    String text = line.replace("\r", "").replace("(", " (").replace(")", ") ");
    text = single(text);
    text = AFTER_BRACKET.matcher(text).replaceAll(")$1").replace("( ", "(").replace(" )", ")");
    text = PER_CENT.matcher(text).replaceAll("$1%").replace(" :", ":").replace(" ;", ";");
    text = text.replace('`', '\'').replace("''", " \" ");
    text = text.replace('\u201e', '"').replace('\u201c', '"').replace('\u201d', '"');
    text = single(text.replace('\u2013', '-').replace("\u2014", " - ")).replace('\u00b4', '\'');
    text = APOSTROPHE.matcher(text).replaceAll("$1'$2");
    for (String[] pair : QUOTES) {
      text = text.replace(pair[0], pair[1]);
    }
    text = single(text);
    if (language == TextLanguage.EN) {
      text = MARK_AFTER_QUOTE.matcher(text).replaceAll("$1\"");
      return DIGITS.matcher(text).replaceAll("$1.$2");
    }
    // The script sees the line break, which counts as something behind the quote.
    text = STOP_IN_QUOTE.matcher(text.replace(",\"", "\",") + '\n').replaceAll("\"$1$2");
    return DIGITS.matcher(text.substring(0, text.length() - 1)).replaceAll("$1,$2");
  }

  private static String single(String text) {
    return text.contains("  ") ? BLANKS.matcher(text).replaceAll(" ") : text;
  }
}
