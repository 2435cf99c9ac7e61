package org.srupp.tokenizers.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Normalises a line in one pass over its UTF-8 bytes, as SentencePiece does: the longest rule at
 * each place, blanks written U+2581. Safe for several threads.
 */
final class LineNormalizer {
  private static final byte[] SPACE =
      Character.toString(Characters.SPACE).getBytes(StandardCharsets.UTF_8);

  private final Normalization normalization;

  /** The map of the rule, or null; made beside the reading of text, which comes first. */
  private final CompletableFuture<CharacterMap> futureMap;

  LineNormalizer(Normalization normalization) {
    this.normalization = normalization;
    this.futureMap =
        normalization.rule() == NormalizationRule.NMT_NFKC
            ? CompletableFuture.supplyAsync(CharacterMap::nmtNfkc)
            : CompletableFuture.completedFuture(null);
  }

  /** The normal form of a line, both in UTF-8. */
  byte[] normalize(byte[] line) {
    CharacterMap map = futureMap.join();
    int from = normalization.removeExtraWhitespaces() ? firstText(line, map) : 0;
    return from == line.length ? new byte[0] : normalize(line, from, map);
  }

  /** What a word after a blank adds to the normal form of its line, the blank included. */
  byte[] normalizeWord(byte[] word) {
    return normalization.removeExtraWhitespaces()
        ? normalize(word)
        : normalize(word, 0, futureMap.join());
  }

  private byte[] normalize(byte[] in, int first, CharacterMap map) {
    boolean collapse = normalization.removeExtraWhitespaces();
    Output out = new Output(in.length + SPACE.length);
    if (normalization.addDummyPrefix()) {
      out.writeBytes(SPACE);
    }
    boolean afterSpace = collapse;
    for (int from = first; from < in.length; ) {
      long rule = rule(map, in, from);
      int length = length(rule, in[from]);
      byte[] source = rule == 0 ? in : map.replacements();
      int start = rule == 0 ? from : (int) rule;
      int end = start + (rule == 0 ? length : map.length(start));
      while (afterSpace && start < end && source[start] == ' ') {
        start++;
      }
      if (start < end) {
        out.writeText(source, start, end);
        afterSpace = collapse && source[end - 1] == ' ';
      }
      from += length;
    }
    if (collapse) {
      out.dropSpacesAtEnd();
    }
    return out.toByteArray();
  }

  private static int firstText(byte[] in, CharacterMap map) {
    int from = 0;
    while (from < in.length) {
      long rule = rule(map, in, from);
      boolean blank =
          rule == 0
              ? in[from] == ' '
              : map.length((int) rule) == 1 && map.replacements()[(int) rule] == ' ';
      if (!blank) {
        break;
      }
      from += length(rule, in[from]);
    }
    return from;
  }

  private static long rule(CharacterMap map, byte[] in, int from) {
    return map == null ? 0 : map.trie().longestPrefix(in, from, in.length);
  }

  /** How many bytes a rule takes; without one, those of the character that {@code lead} starts. */
  private static int length(long rule, byte lead) {
    if (rule != 0) {
      return (int) (rule >>> Integer.SIZE);
    }
    return lead >= 0 ? 1 : Integer.numberOfLeadingZeros(~((lead & 0xff) << 24));
  }

  private static final class Output extends ByteArrayOutputStream {
    Output(int capacity) {
      super(capacity);
    }

    void writeText(byte[] source, int from, int to) {
      for (int i = from; i < to; i++) {
        if (source[i] == ' ') {
          writeBytes(SPACE);
        } else {
          write(source[i]);
        }
      }
    }

    void dropSpacesAtEnd() {
      while (count >= SPACE.length
          && buf[count - 1] == SPACE[2]
          && buf[count - 2] == SPACE[1]
          && buf[count - 3] == SPACE[0]) {
        count -= SPACE.length;
      }
    }
  }
}
