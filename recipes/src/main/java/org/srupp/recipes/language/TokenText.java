package org.srupp.recipes.language;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.WordVocabulary;

/**
 * Turns tokens into text as they come: never half a character, whatever bytes a model makes up.
 * Bytes that are no UTF-8 become U+FFFD.
 */
public interface TokenText {
  /** What can be shown once this token is there; empty while a character is incomplete. */
  String add(int id);

  /** What is left at the end. */
  String end();

  /** For the tokens of a vocabulary. */
  static TokenText of(CorpusVocabulary vocabulary) {
    if (vocabulary instanceof ByteVocabulary bytes) {
      return new OfBytes(bytes);
    }
    return vocabulary instanceof WordVocabulary words ? new OfWords(words) : new Plain(vocabulary);
  }

  /** Characters are text by themselves. */
  record Plain(CorpusVocabulary vocabulary) implements TokenText {
    @Override
    public String add(int id) {
      return vocabulary.decode(new int[] {id});
    }

    @Override
    public String end() {
      return "";
    }
  }

  /** Words with blanks between them; the end word is a line break. */
  final class OfWords implements TokenText {
    private final WordVocabulary vocabulary;
    private boolean lineStart = true;

    OfWords(WordVocabulary vocabulary) {
      this.vocabulary = vocabulary;
    }

    @Override
    public String add(int id) {
      boolean first = lineStart;
      lineStart = id == vocabulary.end();
      if (lineStart) {
        return "\n";
      }
      return first ? vocabulary.symbol(id) : " " + vocabulary.symbol(id);
    }

    @Override
    public String end() {
      return "";
    }
  }

  /** Bytes wait until they make a character. */
  final class OfBytes implements TokenText {
    private static final int LONGEST_CHARACTER = 4;

    private final ByteVocabulary vocabulary;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer waiting = ByteBuffer.allocate(2 * LONGEST_CHARACTER);
    private final CharBuffer made = CharBuffer.allocate(2 * LONGEST_CHARACTER);

    OfBytes(ByteVocabulary vocabulary) {
      this.vocabulary = vocabulary;
    }

    @Override
    public String add(int id) {
      waiting.put(vocabulary.value(id));
      return decoded(false);
    }

    @Override
    public String end() {
      return decoded(true);
    }

    private String decoded(boolean last) {
      waiting.flip();
      decoder.decode(waiting, made, last);
      if (last) {
        decoder.flush(made);
      }
      waiting.compact();
      String text = made.flip().toString();
      made.clear();
      return text;
    }
  }
}
