package org.srupp.tokenizers.text;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts a line into sentences in place of NLTK's English Punkt model, whose trained counts are not
 * ours to ship: a full stop, question or exclamation mark ends a sentence where white space or a
 * mark follows, but for a full stop after an abbreviation of our list, after a single letter or
 * after a number with a word in lower case or a mark behind it. Closing quotes and brackets stay
 * with the sentence in front.
 *
 * <p>What tells Punkt that a word after an abbreviation starts a sentence, its counts of upper and
 * lower case, is replaced by a short list of words that often do; in lower-cased text neither
 * matters.
 */
final class NltkSentences {
  private static final String NO_WORD = ")\";}]*:@'({[?!";
  private static final String CLOSING = "\"')]}";
  private static final Set<String> STARTERS =
      Set.of(
          "The", "It", "He", "She", "They", "We", "But", "In", "This", "That", "There", "And", "If",
          "When", "As", "For", "So", "At", "On", "These", "His", "What", "You");

  private NltkSentences() {}

  /** Passes the sentences of a line with single blanks to {@code sink}; none is empty. */
  static void split(String line, Consumer<String> sink) {
    Set<String> abbreviations = Abbreviations.of("nltk").always();
    int start = 0;
    for (int i = 0; i + 1 < line.length(); i++) {
      char c = line.charAt(i);
      boolean mark = c == '?' || c == '!';
      if (i < start || !(mark || c == '.')) {
        continue;
      }
      char next = line.charAt(i + 1);
      boolean candidate = next == ' ' || NO_WORD.indexOf(next) >= 0;
      if (candidate && (mark || endsSentence(line, start, i, abbreviations))) {
        int end = afterClosing(line, i + 1);
        sink.accept(line.substring(start, end));
        start = end < line.length() && line.charAt(end) == ' ' ? end + 1 : end;
      }
    }
    if (start < line.length()) {
      sink.accept(line.substring(start));
    }
  }

  /** Where closing marks end, if a blank or the end of the line follows them. */
  private static int afterClosing(String line, int from) {
    int end = from;
    while (end < line.length() && CLOSING.indexOf(line.charAt(end)) >= 0) {
      end++;
    }
    return end == line.length() || line.charAt(end) == ' ' ? end : from;
  }

  private static boolean endsSentence(String line, int start, int stop, Set<String> abbreviations) {
    int from = stop;
    while (from > start
        && line.charAt(from - 1) != ' '
        && NO_WORD.indexOf(line.charAt(from - 1)) < 0) {
      from--;
    }
    String word = line.substring(from, stop);
    if (word.isEmpty() || word.endsWith(".")) {
      return false; // several full stops, which are words of their own anyway
    }
    String next = nextWord(line, stop + 1);
    int first = next.isEmpty() ? ' ' : next.codePointAt(0);
    boolean initial =
        word.codePointCount(0, word.length()) == 1 && Character.isLetter(word.codePointAt(0));
    if (initial || isNumber(word)) {
      return !(Character.isLowerCase(first)
          || ";:,.!?".indexOf(first) >= 0
          || (initial && Character.isUpperCase(first)));
    }
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    boolean abbreviation =
        abbreviations.contains(lower)
            || abbreviations.contains(lower.substring(lower.lastIndexOf('-') + 1));
    return !abbreviation || STARTERS.contains(next);
  }

  private static String nextWord(String line, int from) {
    int start = from < line.length() && line.charAt(from) == ' ' ? from + 1 : from;
    int end = line.indexOf(' ', start);
    return line.substring(start, end < 0 ? line.length() : end);
  }

  private static boolean isNumber(String word) {
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean here = c >= '0' && c <= '9';
      if (!here && c != '.' && c != ',' && c != '-') {
        return false;
      }
      digit |= here;
    }
    return digit;
  }
}
