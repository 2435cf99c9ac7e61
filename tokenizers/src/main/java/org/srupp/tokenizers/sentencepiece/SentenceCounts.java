package org.srupp.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeSet;
import org.srupp.tokenizers.text.TextNormalizer;

/**
 * What learning needs of a text: its words and how often each occurs. Memory grows with the number
 * of different words, not with the text; without {@link PieceRules#splitByWhitespace} it grows with
 * different clauses.
 *
 * <p>Not for several threads: let each have its own and {@link #merge} them. The counts, and so the
 * model, depend neither on the order of lines nor on how they were shared out.
 */
public final class SentenceCounts {
  /** Longer lines are left out, as {@code spm_train} does by default; in UTF-8 bytes. */
  public static final int LONGEST_LINE = 4192;

  private final LineNormalizer normalizer;
  private final PieceShape shape;
  private final DoubleArray metaPieces;
  private final boolean byWords;
  private final boolean countsEmptyWords;

  /** Words between spaces as they stand in the text; each is normalised once, at the end. */
  private final ByteStrings words = new ByteStrings();

  /** What was normalised line by line, because words depend on each other. */
  private final Stretches ofLines;

  private long lines;
  private long tooLongLines;
  private long reservedLines;

  /**
   * Counts of no text yet.
   *
   * @throws IllegalArgumentException if the pieces that {@code config} asks for contradict each
   *     other
   */
  public SentenceCounts(SentencePieceConfig config) {
    TreeSet<String> texts = new TreeSet<>(config.metaPieces().texts());
    normalizer = new LineNormalizer(config.normalization());
    shape = new PieceShape(config.rules());
    metaPieces = StringTrie.of(texts);
    ofLines = new Stretches(shape, metaPieces);
    // Then a word is normalised the same alone and in its line: the blank in front of it is the
    // dummy prefix, and nothing reaches across.
    byWords =
        config.rules().splitByWhitespace()
            && config.normalization().addDummyPrefix()
            && texts.stream().noneMatch(text -> text.indexOf(Characters.SPACE) >= 0);
    countsEmptyWords = !config.normalization().removeExtraWhitespaces();
  }

  /**
   * Counts a line. One of more than {@value #LONGEST_LINE} UTF-8 bytes or with the reserved
   * character U+2585 is left out; any other string is taken, surrogates without a partner as
   * U+FFFD.
   */
  public void add(String line) {
    if (line.isEmpty()) {
      return;
    }
    if (line.length() > LONGEST_LINE) {
      tooLongLines++;
      return;
    }
    byte[] bytes = TextNormalizer.repairSurrogates(line).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_LINE) {
      tooLongLines++;
    } else if (line.indexOf(Characters.RESERVED) >= 0) {
      reservedLines++;
    } else {
      lines++;
      if (byWords) {
        addWords(bytes);
      } else {
        ofLines.add(normalizer.normalize(bytes), 1);
      }
    }
  }

  private void addWords(byte[] line) {
    int start = 0;
    for (int at = 0; at <= line.length; at++) {
      if (at == line.length || line[at] == ' ') {
        if (at > start || countsEmptyWords) {
          words.add(line, start, at, 1);
        }
        start = at + 1;
      }
    }
  }

  /** Adds all that {@code other} counted, under the same configuration. */
  public void merge(SentenceCounts other) {
    other.words.forEach(words::add);
    ofLines.merge(other.ofLines);
    lines += other.lines;
    tooLongLines += other.tooLongLines;
    reservedLines += other.reservedLines;
  }

  /** Lines that were taken; empty ones are not counted. */
  public long lines() {
    return lines;
  }

  /** Lines that were left out because they are longer than {@value #LONGEST_LINE} bytes. */
  public long tooLongLines() {
    return tooLongLines;
  }

  /** Lines that were left out because of U+2585. */
  public long reservedLines() {
    return reservedLines;
  }

  /** All text so far, normalised and cut. */
  Stretches stretches() {
    Stretches all = new Stretches(shape, metaPieces);
    all.merge(ofLines);
    words.forEach(
        (bytes, from, to, count) -> {
          byte[] word = Arrays.copyOfRange(bytes, from, to);
          all.add(normalizer.normalizeWord(word), count);
        });
    return all;
  }
}
