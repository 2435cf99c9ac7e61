package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.SubwordsSection;
import org.srupp.recipes.config.SubwordsSection.Numbering;
import org.srupp.recipes.config.SubwordsSection.Vocabularies;
import org.srupp.recipes.config.SubwordsSection.Words;
import org.srupp.recipes.corpora.Split;
import org.srupp.recipes.corpora.Utf8Lines;
import org.srupp.tokenizers.SpecialTokens;
import org.srupp.tokenizers.SubwordCodes;
import org.srupp.tokenizers.SubwordLearner;
import org.srupp.tokenizers.SubwordTokenizer;
import org.srupp.tokenizers.SubwordVocabularies;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerPair;
import org.srupp.tokenizers.Vocabulary;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.WordTally;
import org.srupp.tokenizers.text.TextLanguage;
import org.srupp.tokenizers.text.WordRules;

/**
 * Makes the tokenizers of the field's usual preparations: words, joint codes learned from the
 * training text or read from a file, and a vocabulary for each side or for both. In memory are the
 * different words with their counts.
 */
final class SubwordNmt {
  private static final int LEAST_PAIRS = 2;

  private final SubwordsSection subwords;
  private final DataSection data;
  private final Path text;

  /**
   * @param text folder of the splits as {@link CorpusText} wrote them
   */
  SubwordNmt(SubwordsSection subwords, DataSection data, Path text) {
    this.subwords = subwords;
    this.data = data;
    this.text = text;
  }

  TokenizerPair make() throws IOException {
    WordRules sourceRules = rules(data.sourceLanguage(), "sourceLanguage");
    WordRules targetRules = rules(data.targetLanguage(), "targetLanguage");
    WordTally source = new WordTally();
    WordTally target = new WordTally();
    count(CorpusText.source(text, Split.TRAIN), sourceRules, source);
    count(CorpusText.target(text, Split.TRAIN), targetRules, target);
    SubwordCodes codes = codes(source, target);
    if (subwords.numbering() == Numbering.OCCURRENCE) {
      for (Split split : List.of(Split.VALID, Split.TEST)) {
        meet(CorpusText.source(text, split), sourceRules, source);
        meet(CorpusText.target(text, split), targetRules, target);
      }
    }
    boolean joint = subwords.vocabularies() == Vocabularies.JOINT;
    WordTally both = joint ? both(source, target) : null;
    return new TokenizerPair(
        tokenizer(sourceRules, codes, SpecialTokens.SOURCE, joint ? both : source),
        tokenizer(targetRules, codes, SpecialTokens.TARGET, joint ? both : target));
  }

  private WordRules rules(String language, String key) {
    WordRules.Kind kind = WordRules.Kind.valueOf(subwords.words().name());
    if (subwords.words() != Words.MOSES) {
      return new WordRules(kind, TextLanguage.EN, data.lowercase());
    }
    for (TextLanguage known : TextLanguage.values()) {
      if (known.name().equalsIgnoreCase(language)) {
        return new WordRules(kind, known, data.lowercase());
      }
    }
    throw new IllegalArgumentException(
        "data."
            + key
            + " is "
            + language
            + ", but subwords.words: moses knows "
            + Arrays.toString(TextLanguage.values()).toLowerCase(Locale.ROOT)
            + " only; tokenise the text outside and set subwords.words=none");
  }

  private SubwordCodes codes(WordTally source, WordTally target) throws IOException {
    return subwords.codes().isEmpty()
        ? SubwordLearner.learn(both(source, target), subwords.vocabularySize(), LEAST_PAIRS)
        : SubwordCodes.read(Path.of(subwords.codes()));
  }

  private static WordTally both(WordTally source, WordTally target) {
    WordTally both = new WordTally();
    for (WordTally side : List.of(source, target)) {
      for (Entry word : side.byFirstOccurrence()) {
        both.add(word.piece(), word.count());
      }
    }
    return both;
  }

  private Tokenizer tokenizer(
      WordRules rules, SubwordCodes codes, SpecialTokens specials, WordTally words) {
    int least = subwords.minFrequency();
    Vocabulary vocabulary =
        subwords.numbering() == Numbering.OCCURRENCE
            ? SubwordVocabularies.byFirstOccurrence(specials, codes, words, least)
            : SubwordVocabularies.byCount(specials, codes, words, least);
    return new SubwordTokenizer(rules, codes, vocabulary, least > 1);
  }

  private static void count(Path file, WordRules rules, WordTally words) throws IOException {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        words.add(rules.tokenize(line));
      }
    }
  }

  // Words of the other splits get ids, but no counts.
  private static void meet(Path file, WordRules rules, WordTally words) throws IOException {
    WordTally found = new WordTally();
    count(file, rules, found);
    found.byFirstOccurrence().forEach(word -> words.add(word.piece(), 0));
  }
}
