package org.srupp.tokenizers;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srupp.tokenizers.SentencePieceModel.Piece;
import org.srupp.tokenizers.text.TextNormalizer;

/**
 * Private-use characters that take the place of what cannot pass through JNI's modified UTF-8: code
 * points beyond the basic plane, which it writes as two surrogates, and NUL. SentencePiece would
 * see invalid bytes there.
 *
 * <p>Each code point beyond the plane that the model's pieces use gets a stand-in of its own, in
 * the pieces and in the text. All others share one that no piece holds, so that the model treats it
 * as the unknown character it is; which one it was is kept.
 *
 * <p>U+2581 in the text itself, which SentencePiece would take for a blank, is such an unknown
 * character where bytes can write it, so that byte fallback loses nothing.
 */
final class StandIns {
  private static final char FIRST = '\ue000';
  private static final char LAST = '\uf8ff';

  /** What SentencePiece writes for a blank. */
  private static final char SPACE_MARK = '\u2581';

  /**
   * A line that JNI passes unharmed, and the code points behind each {@link #unknown} in it, in
   * order.
   */
  record Line(String text, List<Integer> unknowns) {}

  private final Map<Integer, Character> standIns = new HashMap<>();
  private final Map<Character, Integer> originals = new HashMap<>();
  private final char unknown;
  private final byte[] unknownBytes;
  private final boolean compatibilityForms;
  private final boolean keepsSpaceMarks;

  StandIns(SentencePieceModel model) {
    Set<Integer> used = new HashSet<>();
    for (Piece piece : model.pieces()) {
      piece.text().codePoints().forEach(used::add);
    }
    char next = free(FIRST, used);
    unknown = next;
    unknownBytes = Character.toString(unknown).getBytes(StandardCharsets.UTF_8);
    for (int cp : used.stream().filter(Character::isSupplementaryCodePoint).sorted().toList()) {
      next = free((char) (next + 1), used);
      standIns.put(cp, next);
      originals.put(next, cp);
    }
    compatibilityForms = model.hasCharacterRules();
    keepsSpaceMarks = model.byteFallback() && !model.hasCharacterRules();
  }

  private static char free(char from, Set<Integer> used) {
    for (char c = from; c <= LAST; c++) {
      if (!used.contains((int) c)) {
        return c;
      }
    }
    throw new IllegalArgumentException(
        "found more characters beyond the basic plane in the pieces than there are private-use characters to stand for them ("
            + (LAST - FIRST + 1)
            + ")");
  }

  boolean areNeeded() {
    return !standIns.isEmpty();
  }

  char unknown() {
    return unknown;
  }

  /** The UTF-8 bytes of {@link #unknown}, which byte fallback writes for it. */
  byte[] unknownBytes() {
    return unknownBytes;
  }

  /** A piece as the native library is to know it. */
  String inPiece(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(cp -> out.appendCodePoint(standIns.containsKey(cp) ? standIns.get(cp) : cp));
    return out.toString();
  }

  Line inLine(String line) {
    StringBuilder out = new StringBuilder(line.length());
    List<Integer> unknowns = new ArrayList<>();
    String text = compatible(TextNormalizer.repairSurrogates(line));
    for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
      cp = text.codePointAt(i);
      Character standIn = standIns.get(cp);
      if (standIn != null) {
        out.append(standIn.charValue());
      } else if (cp == 0
          || cp == unknown
          || cp == SPACE_MARK && keepsSpaceMarks
          || Character.isSupplementaryCodePoint(cp)
          || originals.containsKey((char) cp)) {
        out.append(unknown);
        unknowns.add(cp);
      } else {
        out.append((char) cp);
      }
    }
    return new Line(out.toString(), unknowns);
  }

  /**
   * A piece as the native library gave it, with the real characters; {@code unknowns} gives those
   * behind {@link #unknown}.
   */
  String restored(String piece, Iterator<Integer> unknowns) {
    StringBuilder out = new StringBuilder(piece.length());
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      Integer original =
          c == unknown ? (unknowns.hasNext() ? unknowns.next() : null) : originals.get(c);
      out.appendCodePoint(original == null ? c : original);
    }
    return out.toString();
  }

  /**
   * A model with character rules is taken to use form NFKC; the library can no longer apply it to
   * characters that are replaced.
   */
  private String compatible(String text) {
    if (!compatibilityForms || text.codePoints().noneMatch(Character::isSupplementaryCodePoint)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            cp -> {
              String character = Character.toString(cp);
              out.append(
                  Character.isSupplementaryCodePoint(cp)
                      ? Normalizer.normalize(character, Normalizer.Form.NFKC)
                      : character);
            });
    return out.toString();
  }
}
