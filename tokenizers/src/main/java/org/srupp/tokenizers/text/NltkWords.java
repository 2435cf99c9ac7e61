package org.srupp.tokenizers.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules on one sentence, in NLTK's order, each only where the text holds what it looks for.
 * Runs of blanks are left.
 */
final class NltkWords {
  private record Rule(String triggers, Pattern pattern, String replacement) {
    static Rule of(String triggers, String pattern, String replacement) {
      return new Rule(triggers, Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      for (int i = 0; i < triggers.length(); i++) {
        if (text.indexOf(triggers.charAt(i)) >= 0) {
          return pattern.matcher(text).replaceAll(replacement);
        }
      }
      return text;
    }
  }

  private static final List<Rule> OPENING =
      List.of(
          Rule.of("«“‘„`", "[«“‘„]|`+", " $0 "),
          Rule.of("\"", "^\"", "``"),
          Rule.of("`", "``", " $0 "),
          Rule.of("\"'", "([ (\\[{<])(?:\"|'')", "$1 `` "),
          // 'a: an apostrophe in front of a single letter that makes no contraction
          Rule.of("'", "(?iU)'(?![mtsdn])(?=\\w\\b)", "' "));

  private static final List<Rule> MARKS =
      List.of(
          Rule.of(":,", "([:,])(\\P{Nd})", " $1 $2"),
          Rule.of(":,", "[:,]$", " $0 "),
          Rule.of(".", "\\.{2,}", " $0 "),
          Rule.of(";@#$%&", "[;@#$%&]", " $0 "),
          Rule.of("?!", "[?!]", " $0 "),
          Rule.of("'", "([^'])' ", "$1 ' "),
          Rule.of("*", "\\*", " $0 "),
          Rule.of("[](){}<>", "[\\[\\](){}<>]", " $0 "),
          Rule.of("-", "--", " $0 "));

  private static final List<Rule> CLOSING =
      List.of(
          Rule.of("»”’", "[»”’]", " $0 "),
          Rule.of("'", "''", " $0 "),
          Rule.of("\"", "\"", " '' "),
          Rule.of("'", "([^' ])('[sSmMdD]|') ", "$1 $2 "),
          Rule.of("'", "([^' ])('(?:ll|LL|re|RE|ve|VE)|n't|N'T) ", "$1 $2 "),
          Rule.of(
              "nNmMtT",
              "(?iU)\\b(?:(?<a>can)(?<b>not)|(?<c>gim)(?<d>me)|(?<e>gon)(?<f>na)|(?<g>got)(?<h>ta)"
                  + "|(?<i>lem)(?<j>me))\\b",
              " ${a}${c}${e}${g}${i} ${b}${d}${f}${h}${j} "),
          Rule.of("nN", "(?iU)\\b(wan)(na)(?=\\s)", " $1 $2 "),
          Rule.of("'", "(?iU)\\b(d)('ye)\\b", " $1 $2 "),
          Rule.of("'", "(?iU)\\b(more)('n)\\b", " $1 $2 "),
          Rule.of("'", "(?iU) ('t)(is|was)\\b", " $1 $2 "));

  private NltkWords() {}

  static String parted(String sentence) {
    String text = sentence;
    for (Rule rule : OPENING) {
      text = rule.apply(text);
    }
    text = withFullStop(text);
    for (Rule rule : MARKS) {
      text = rule.apply(text);
    }
    text = ' ' + text + ' ';
    for (Rule rule : CLOSING) {
      text = rule.apply(text);
    }
    return text;
  }

  /** Parts the last full stop if nothing but closing marks is behind it. */
  private static String withFullStop(String text) {
    int stop = text.lastIndexOf('.');
    if (stop < 1 || text.charAt(stop - 1) == '.') {
      return text;
    }
    for (int i = stop + 1; i < text.length(); i++) {
      if ("])}>\"'»”’ ".indexOf(text.charAt(i)) < 0) {
        return text;
      }
    }
    return text.substring(0, stop) + " . " + text.substring(stop + 1) + ' ';
  }
}
