package org.srupp.recipes.corpora.demo;

import java.util.ArrayList;
import java.util.List;

/** Collects the words of a sentence and writes it with capital, commas and end mark. */
final class Words {
  private static final String COMMA = ",";

  private final List<String> list = new ArrayList<>();

  /** Adds a word or a phrase; an empty one changes nothing. */
  Words add(String words) {
    if (!words.isEmpty()) {
      list.add(words);
    }
    return this;
  }

  Words add(Words other) {
    list.addAll(other.list);
    return this;
  }

  /** Adds a comma, unless there is one already. */
  Words comma() {
    if (!list.isEmpty() && !list.get(list.size() - 1).equals(COMMA)) {
      list.add(COMMA);
    }
    return this;
  }

  /** The word that comes first, for the choice between a and an. */
  String first() {
    return list.get(0);
  }

  String sentence(char mark) {
    var text = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      String word = list.get(i);
      boolean comma = word.equals(COMMA);
      // A clause that closes with a comma may meet the end or another comma.
      if (comma && (i + 1 == list.size() || list.get(i + 1).equals(COMMA))) {
        continue;
      }
      if (!text.isEmpty() && !comma) {
        text.append(' ');
      }
      text.append(word);
    }
    text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    return text.append(mark).toString();
  }
}
