package org.srupp.tokenizers.text;

import java.util.Map;
import java.util.Set;

/**
 * Undoes {@link NltkTokenizer}: {@code ``} and {@code ''} become straight quotes around what they
 * enclose, contractions and closing marks join the word in front, opening ones that behind.
 */
final class NltkDetokenizer {
  private static final Set<String> SUFFIXES =
      Set.of("n't", "'s", "'m", "'d", "'ll", "'re", "'ve", "'");

  /** What follows a curly apostrophe, which stands alone. */
  private static final Set<String> TAILS = Set.of("s", "t", "m", "d", "ll", "re", "ve");

  private static final Set<String> CLOSING =
      Set.of(",", ".", ":", ";", "?", "!", "%", ")", "]", "}", ">", "...", "''", "»", "”", "’");
  private static final Set<String> OPENING =
      Set.of("(", "[", "{", "<", "$", "#", "@", "``", "`", "«", "“", "‘", "„");

  /** Words that were one, by their first part. */
  private static final Map<String, String> PARTED =
      Map.of("can", "not", "gim", "me", "gon", "na", "got", "ta", "lem", "me", "wan", "na");

  private final StringBuilder out = new StringBuilder();
  private String previous = "";
  private boolean joinsNext = true;

  private NltkDetokenizer() {}

  static String detokenize(String line) {
    NltkDetokenizer joined = new NltkDetokenizer();
    WhiteSpace.split(line, joined::add);
    return joined.out.toString();
  }

  private void add(String word) {
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    boolean joins =
        joinsNext
            || CLOSING.contains(word)
            || SUFFIXES.contains(lower)
            || (previous.equals("’") && TAILS.contains(lower))
            || (previous.equals("'t") && (lower.equals("is") || lower.equals("was")))
            || lower.equals(PARTED.get(previous));
    out.append(joins ? "" : " ");
    out.append(word.equals("``") || word.equals("''") ? "\"" : word);
    joinsNext = OPENING.contains(word);
    previous = lower;
  }
}
