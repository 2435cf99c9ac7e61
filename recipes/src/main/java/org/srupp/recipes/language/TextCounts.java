package org.srupp.recipes.language;

import java.nio.charset.StandardCharsets;
import org.srupp.seq2seq.data.TokenSequence;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CharacterVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.WordVocabulary;

/**
 * Words, characters and bytes that tokens stand for. The end of a line counts as a word, as in the
 * perplexities of WikiText and Billion Word; words have one blank or line feed after them. Where a
 * token stands for unknown words, characters and bytes are not known and stay 0.
 */
final class TextCounts {
  private static final int BLOCK = 1 << 16;

  private final CorpusVocabulary vocabulary;
  private long words;
  private long characters;
  private long bytes;
  private boolean between = true;
  private boolean lineStart = true;

  private TextCounts(CorpusVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Of all tokens but the first, which is never predicted; reads them once, in blocks. */
  static TextCounts ofPredicted(TokenSequence text, CorpusVocabulary vocabulary) {
    TextCounts counts = new TextCounts(vocabulary);
    int[] block = new int[BLOCK];
    for (long from = 0; from < text.tokens(); from += BLOCK) {
      int count = (int) Math.min(BLOCK, text.tokens() - from);
      text.copy(from, block, 0, count);
      for (int i = 0; i < count; i++) {
        counts.add(block[i]);
        if (from + i == 0) {
          counts.words = 0;
          counts.characters = 0;
          counts.bytes = 0;
        }
      }
    }
    return counts;
  }

  long words() {
    return words;
  }

  long characters() {
    return known() ? characters : 0;
  }

  long bytes() {
    return known() ? bytes : 0;
  }

  private boolean known() {
    return !(vocabulary instanceof WordVocabulary own) || own.unknown() == CorpusVocabulary.ABSENT;
  }

  private void add(int id) {
    if (vocabulary instanceof ByteVocabulary own) {
      byte value = own.value(id);
      bytes++;
      characters += (value & 0xC0) == 0x80 ? 0 : 1;
      addCharacter(value >= 0 ? value : 'x');
    } else if (vocabulary instanceof CharacterVocabulary own) {
      String symbol = own.decode(new int[] {id});
      characters++;
      bytes += symbol.getBytes(StandardCharsets.UTF_8).length;
      addCharacter(symbol.charAt(0));
    } else {
      addWord(id, (WordVocabulary) vocabulary);
    }
  }

  private void addCharacter(int character) {
    boolean blank = Character.isWhitespace(character) || Character.isSpaceChar(character);
    if (character == '\n' || between && !blank) {
      words++;
    }
    between = blank;
  }

  private void addWord(int id, WordVocabulary own) {
    words++;
    if (id == own.end()) {
      characters += lineStart ? 1 : 0; // else it is the character that follows the last word
      bytes += lineStart ? 1 : 0;
    } else {
      String word = own.symbol(id);
      characters += word.codePointCount(0, word.length()) + 1L;
      bytes += word.getBytes(StandardCharsets.UTF_8).length + 1L;
    }
    lineStart = id == own.end();
  }
}
