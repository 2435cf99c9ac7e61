package org.srupp.tokenizers.sentencepiece;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The replacements of the rule nmt_nfkc, from the JDK's Unicode tables.
 *
 * <p>Single characters become their form NFKC. A sequence whose parts compose becomes the composed
 * character; its parts may be any characters with those compatibility decompositions, so that a
 * full-width A before a ring becomes Å too. SentencePiece replaces the longest sequence at each
 * place in one pass, which is NFKC but for marks out of their order and sequences beyond the
 * decomposition of one character.
 */
final class UnicodeRules {
  /** What may follow a sequence of decomposed characters, and what it becomes itself, or null. */
  static final class Sequence {
    final Map<Integer, Sequence> next = new TreeMap<>();
    String replacement;
  }

  /** Code points from here on hold nothing that a rule could change. */
  private static final int END = 0x30000;

  private static final int BLOCK = 64;

  private static final int FULL_WIDTH_TILDE = 0xff5e;

  /** White space, marks of direction and the like, which the rule makes a blank. */
  private static final int[] BLANKS = {
    '\t', '\n', '\f', '\r', 0x1680, 0x200b, 0x200c, 0x200e, 0x200f, 0x2028, 0x2029, 0x2581, 0xfeff,
    0xfffd
  };

  private final Map<Integer, String> singles = new TreeMap<>();
  private final Map<Integer, List<Integer>> originals = new HashMap<>();
  private final Sequence root = new Sequence();

  UnicodeRules() {
    List<int[]> sequences = new ArrayList<>();
    for (int from = 0; from < END; from += BLOCK) {
      readBlock(from, sequences);
    }
    addConventions();
    sequences.sort((a, b) -> Integer.compare(a.length, b.length));
    sequences.forEach(this::addSequence);
  }

  /** Most blocks hold nothing that decomposes, which one look at the whole block shows. */
  private void readBlock(int from, List<int[]> sequences) {
    int[] block = new int[BLOCK];
    int length = 0;
    for (int cp = from; cp < from + BLOCK; cp++) {
      if (!Characters.isSurrogate(cp)) {
        block[length++] = cp;
      }
    }
    if (!Normalizer.isNormalized(new String(block, 0, length), Form.NFKD)) {
      for (int i = 0; i < length; i++) {
        read(block[i], sequences);
      }
    }
  }

  private void read(int cp, List<int[]> sequences) {
    String text = Character.toString(cp);
    String decomposed = Normalizer.normalize(text, Form.NFKD);
    if (decomposed.equals(text)) {
      return;
    }
    String composed = Normalizer.normalize(text, Form.NFKC);
    if (!composed.equals(text)) {
      singles.put(cp, composed);
    }
    int[] parts = decomposed.codePoints().toArray();
    if (parts.length == 1) {
      originals.computeIfAbsent(parts[0], absent -> new ArrayList<>()).add(cp);
    } else if (!composed.equals(decomposed)) {
      sequences.add(parts);
    }
  }

  /** What the rule has beyond Unicode: SentencePiece's {@code doc/normalization.md}, nmt_nfkc. */
  private void addConventions() {
    for (int cp : BLANKS) {
      singles.put(cp, " ");
    }
    for (int cp = 1; cp < ' '; cp++) {
      singles.putIfAbsent(cp, "");
    }
    for (int cp : new int[] {0x7f, 0x8f, 0x9f}) {
      singles.put(cp, "");
    }
    // Japanese uses the wide and the narrow tilde for different things.
    singles.remove(FULL_WIDTH_TILDE);
  }

  /** Sequences come by length; one that shorter rules already give is left out. */
  private void addSequence(int[] parts) {
    String text = new String(parts, 0, parts.length);
    String composed = Normalizer.normalize(text, Form.NFKC);
    if (composed.equals(bySequences(parts))) {
      return;
    }
    Sequence at = root;
    for (int cp : parts) {
      at = at.next.computeIfAbsent(cp, absent -> new Sequence());
    }
    at.replacement = composed;
  }

  private String bySequences(int[] parts) {
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < parts.length; ) {
      String replacement = singles.getOrDefault(parts[from], Character.toString(parts[from]));
      int length = 1;
      Sequence at = root;
      for (int i = from; i < parts.length; i++) {
        at = at.next.get(parts[i]);
        if (at == null) {
          break;
        }
        if (at.replacement != null) {
          replacement = at.replacement;
          length = i + 1 - from;
        }
      }
      out.append(replacement);
      from += length;
    }
    return out.toString();
  }

  /** What single characters become, by rising code point; those that stay are not in it. */
  Map<Integer, String> singles() {
    return singles;
  }

  /** The sequences of decomposed characters. */
  Sequence sequences() {
    return root;
  }

  /** All characters whose compatibility decomposition is {@code cp}, itself included. */
  List<Integer> originals(int cp) {
    List<Integer> all = new ArrayList<>(originals.getOrDefault(cp, List.of()));
    all.add(cp);
    return all;
  }
}
