package org.srupp.recipes.language;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.WordVocabulary;

/**
 * What text goes on from, as ids.
 *
 * @param shown the tokens of the text
 * @param read what the model reads: with words, the end of a line before them
 */
public record Prompt(int[] shown, int[] read) {
  /**
   * Takes text apart.
   *
   * @param text in UTF-8; any bytes for a model of bytes
   * @throws IllegalArgumentException if it is empty, not UTF-8, or has a token that the vocabulary
   *     lacks
   */
  public static Prompt of(byte[] text, CorpusVocabulary vocabulary) {
    int[] shown;
    try {
      shown = ids(text, vocabulary);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the prompt is not UTF-8 text; convert it");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the prompt, " + e.getMessage());
    }
    if (shown.length == 0) {
      throw new IllegalArgumentException(
          "the prompt is empty; give text to go on from with --prompt TEXT, --prompt-file FILE or"
              + " through standard input");
    }
    if (!(vocabulary instanceof WordVocabulary words)) {
      return new Prompt(shown, shown);
    }
    int[] read = new int[shown.length + 1];
    read[0] = words.end();
    System.arraycopy(shown, 0, read, 1, shown.length);
    return new Prompt(shown, read);
  }

  private static int[] ids(byte[] bytes, CorpusVocabulary vocabulary)
      throws CharacterCodingException {
    if (vocabulary instanceof ByteVocabulary own) {
      return own.encode(bytes);
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return vocabulary instanceof WordVocabulary words
        ? words(text, words)
        : vocabulary.encode(text);
  }

  private static int[] words(String text, WordVocabulary vocabulary) {
    if (text.isBlank()) {
      return new int[0];
    }
    List<int[]> parts = new ArrayList<>();
    int[] end = {vocabulary.end()};
    String[] lines = text.split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      parts.add(vocabulary.encode(lines[i]));
      if (i + 1 < lines.length) {
        parts.add(end);
      }
    }
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
