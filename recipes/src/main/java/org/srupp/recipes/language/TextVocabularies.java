package org.srupp.recipes.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageDataSection.Corpus;
import org.srupp.recipes.config.LanguageDataSection.Unit;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.recipes.corpora.LanguageSplits;
import org.srupp.recipes.corpora.TextPart;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CharacterVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.WordFrequencies;
import org.srupp.tokenizers.WordVocabulary;

/**
 * Makes the vocabulary of a corpus as its users have it: bytes and characters of the whole text,
 * words of the training part, Billion Word's from the list that comes with it.
 */
final class TextVocabularies {
  static final String UNKNOWN = "<unk>";

  private TextVocabularies() {}

  /**
   * @param work existing folder for a temporary file
   */
  static CorpusVocabulary make(LanguageDataSection data, LanguageSplits splits, Path work)
      throws IOException {
    if (data.corpus() == Corpus.BILLION_WORD) {
      return listed(splits, work);
    }
    return switch (data.unit()) {
      case BYTES -> bytes(all(splits));
      case CHARACTERS -> characters(all(splits));
      case WORDS -> words(splits.train(), data.corpus() == Corpus.TEXT ? data.minCount() : 1);
    };
  }

  private static List<TextPart> all(LanguageSplits splits) {
    return Stream.of(splits.train(), splits.valid(), splits.test()).flatMap(List::stream).toList();
  }

  private static CorpusVocabulary bytes(List<TextPart> parts) throws IOException {
    long[] counts = new long[1 << Byte.SIZE];
    for (TextPart part : parts) {
      TextTokens.bytes(
          part,
          (block, count) -> {
            for (int i = 0; i < count; i++) {
              counts[block[i] & 0xff]++;
            }
          });
    }
    return ByteVocabulary.of(counts);
  }

  private static CorpusVocabulary characters(List<TextPart> parts) throws IOException {
    long[] counts = new long[Character.MAX_CODE_POINT + 1];
    for (TextPart part : parts) {
      TextTokens.characters(
          part,
          (block, count) -> {
            for (int i = 0; i < count; i++) {
              counts[block[i]]++;
            }
          });
    }
    SortedMap<Integer, Long> found = new TreeMap<>();
    for (int codePoint = 0; codePoint < counts.length; codePoint++) {
      if (counts[codePoint] > 0) {
        found.put(codePoint, counts[codePoint]);
      }
    }
    return CharacterVocabulary.of(found);
  }

  private static CorpusVocabulary words(List<TextPart> train, int minCount) throws IOException {
    WordFrequencies frequencies = new WordFrequencies();
    for (TextPart part : train) {
      TextTokens.lines(part, Unit.WORDS, (line, number) -> frequencies.add(line));
    }
    WordVocabulary all = frequencies.vocabulary();
    return minCount == 1 ? all : frequent(all, minCount);
  }

  // Unknown takes its place among the others by its count: adaptive softmax wants that order.
  private static WordVocabulary frequent(WordVocabulary all, int minCount) {
    List<Entry> kept = new ArrayList<>();
    long unknown = 0;
    for (int id = 0; id < all.size(); id++) {
      String word = all.symbol(id);
      boolean rare = id != all.end() && all.count(id) < minCount;
      if (rare || word.equals(UNKNOWN)) {
        unknown += all.count(id);
      } else {
        kept.add(new Entry(word, all.count(id)));
      }
    }
    int place = 1;
    while (place < kept.size() && kept.get(place).count() >= unknown) {
      place++;
    }
    kept.add(place, new Entry(UNKNOWN, unknown));
    return new WordVocabulary(kept, WordFrequencies.END, Optional.of(UNKNOWN));
  }

  private static CorpusVocabulary listed(LanguageSplits splits, Path work) throws IOException {
    TextPart list =
        splits
            .vocabulary()
            .orElseThrow(
                () ->
                    new CorpusException(
                        "Billion Word needs its list of words, found none beside the archive"));
    Path copy = Files.createTempFile(work, "words", ".txt");
    try (InputStream in = list.open()) {
      Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return WordVocabulary.readBillionWord(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
