package org.srupp.tokenizers;

import java.util.Comparator;

/**
 * Strings in order of their code points, as Python and C++ tools sort; {@link String#compareTo}
 * puts U+FFFD after U+10000.
 */
enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for code points above all other characters.
        boolean astral = Character.isSurrogate(x);
        return astral == Character.isSurrogate(y) ? Character.compare(x, y) : astral ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
