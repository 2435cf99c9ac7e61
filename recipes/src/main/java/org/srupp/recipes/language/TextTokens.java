package org.srupp.recipes.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.config.LanguageDataSection.Corpus;
import org.srupp.recipes.config.LanguageDataSection.Unit;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.recipes.corpora.TextPart;
import org.srupp.seq2seq.data.TokenFileWriter;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CharacterVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.WordVocabulary;

/**
 * Text as ids by the rules of its corpus: bytes and characters as they come; words with the end
 * word after each line, blank ones too; Billion Word's sentences with {@code <S>} at both ends.
 */
public final class TextTokens {
  private static final int BLOCK = 1 << 16;

  private TextTokens() {}

  /** Takes ids: a line with words, a block of any size otherwise. */
  @FunctionalInterface
  public interface Sink {
    void add(int[] ids) throws IOException;
  }

  /** Takes lines. */
  @FunctionalInterface
  interface LineSink {
    void add(String line, long number) throws IOException;
  }

  /** Takes code points, of which the first {@code count} are meant. */
  @FunctionalInterface
  interface CharacterSink {
    void add(int[] codePoints, int count) throws IOException;
  }

  /** Takes bytes, of which the first {@code count} are meant. */
  @FunctionalInterface
  interface ByteSink {
    void add(byte[] bytes, int count) throws IOException;
  }

  /**
   * Writes parts one after the other into a token file, whole or not at all.
   *
   * @throws CorpusException if the text is not UTF-8 where it must be, or has a token that the
   *     vocabulary lacks; says where
   * @throws IOException if a file cannot be read or written
   */
  public static void write(
      List<TextPart> parts, Corpus corpus, CorpusVocabulary vocabulary, Path file)
      throws IOException {
    try (TokenFileWriter writer = new TokenFileWriter(file, vocabulary.size())) {
      for (TextPart part : parts) {
        read(part, corpus, vocabulary, writer::add);
      }
      writer.commit();
    }
  }

  /** Passes the ids of a part to a sink; throws as {@link #write} does. */
  public static void read(TextPart part, Corpus corpus, CorpusVocabulary vocabulary, Sink sink)
      throws IOException {
    if (vocabulary instanceof ByteVocabulary bytes) {
      long[] before = new long[1];
      bytes(part, (block, count) -> sink.add(ids(part, bytes, block, count, before)));
    } else if (vocabulary instanceof CharacterVocabulary characters) {
      long[] before = new long[1];
      characters(part, (block, count) -> sink.add(ids(part, characters, block, count, before)));
    } else {
      WordVocabulary words = (WordVocabulary) vocabulary;
      boolean both = corpus == Corpus.BILLION_WORD;
      lines(part, Unit.WORDS, (line, number) -> sink.add(ids(part, words, line, number, both)));
    }
  }

  private static int[] ids(
      TextPart part, ByteVocabulary vocabulary, byte[] block, int count, long[] before) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = vocabulary.id(block[i]);
      if (ids[i] == CorpusVocabulary.ABSENT) {
        throw absent(
            part.name() + ", byte " + (before[0] + i + 1),
            String.format(Locale.ROOT, "<0x%02X>", block[i]),
            vocabulary.size() + " bytes");
      }
    }
    before[0] += count;
    return ids;
  }

  private static int[] ids(
      TextPart part, CharacterVocabulary vocabulary, int[] block, int count, long[] before) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = vocabulary.id(block[i]);
      if (ids[i] == CorpusVocabulary.ABSENT) {
        throw absent(
            part.name() + ", character " + (before[0] + i + 1),
            String.format(Locale.ROOT, "U+%04X", block[i]),
            vocabulary.size() + " characters");
      }
    }
    before[0] += count;
    return ids;
  }

  private static CorpusException absent(String where, String what, String known) {
    return new CorpusException(
        where
            + ": "
            + what
            + " is not among the "
            + known
            + " of the vocabulary; the text is not of the kind that the model learns");
  }

  private static int[] ids(
      TextPart part, WordVocabulary vocabulary, String line, long number, boolean both) {
    int[] words;
    try {
      words = vocabulary.encode(line);
    } catch (IllegalArgumentException e) {
      throw new CorpusException(part.name() + ", line " + number + ", " + e.getMessage());
    }
    int first = both ? 1 : 0;
    int[] ids = new int[first + words.length + 1];
    Arrays.fill(ids, vocabulary.end());
    System.arraycopy(words, 0, ids, first, words.length);
    return ids;
  }

  static void bytes(TextPart part, ByteSink sink) throws IOException {
    byte[] block = new byte[BLOCK];
    try (InputStream in = part.open()) {
      for (int count = in.readNBytes(block, 0, BLOCK);
          count > 0;
          count = in.readNBytes(block, 0, BLOCK)) {
        sink.add(block, count);
      }
    }
  }

  static void characters(TextPart part, CharacterSink sink) throws IOException {
    int[] block = new int[BLOCK];
    try (Reader in = reader(part)) {
      int count = 0;
      for (int unit = in.read(); unit >= 0; unit = in.read()) {
        boolean pair = Character.isHighSurrogate((char) unit); // a strict decoder sends the other
        block[count++] = pair ? Character.toCodePoint((char) unit, (char) in.read()) : unit;
        if (count == BLOCK) {
          sink.add(block, count);
          count = 0;
        }
      }
      if (count > 0) {
        sink.add(block, count);
      }
    } catch (CharacterCodingException e) {
      throw notText(part, Unit.CHARACTERS);
    }
  }

  static void lines(TextPart part, Unit unit, LineSink sink) throws IOException {
    long number = 0;
    try (BufferedReader in = reader(part)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        sink.add(line, number);
      }
    } catch (CharacterCodingException e) {
      throw notText(part, unit);
    }
  }

  private static CorpusException notText(TextPart part, Unit unit) throws IOException {
    return new CorpusException(
        part.name()
            + ", "
            + Utf8Flaw.of(part)
            + " is not UTF-8; convert it, or read it as bytes (data.unit=bytes) instead of "
            + unit.name().toLowerCase(java.util.Locale.ROOT));
  }

  private static BufferedReader reader(TextPart part) throws IOException {
    return new BufferedReader(
        new InputStreamReader(part.open(), StandardCharsets.UTF_8.newDecoder()), BLOCK);
  }
}
