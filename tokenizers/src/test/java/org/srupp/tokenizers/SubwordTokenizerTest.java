package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.tokenizers.BpeCodes.Merge;
import org.srupp.tokenizers.text.TextLanguage;
import org.srupp.tokenizers.text.WordRules;

class SubwordTokenizerTest {
  private static final SubwordCodes CODES =
      new SubwordCodes(
          List.of(new Merge("d", "o"), new Merge("n", "'t</w>"), new Merge("'", "t</w>")),
          List.of());
  private static final String TEXT = "We don't say \"Dog\", do we?";

  @TempDir Path folder;

  @Test
  void wordsAreCutAsTheRulesSayBeforePieces() {
    assertEquals(
        "we do n't say `` dog '' , do we ?", tokenizer(WordRules.Kind.NLTK, TEXT).words(TEXT));
    assertEquals(
        "we don &apos;t say &quot; dog &quot; , do we ?",
        tokenizer(WordRules.Kind.MOSES, TEXT).words(TEXT));
    assertEquals("we don't say \"dog\", do we?", tokenizer(WordRules.Kind.NONE, TEXT).words(TEXT));
    assertEquals(
        List.of("w@@", "e", "d@@", "o", "n't"),
        tokenizer(WordRules.Kind.NLTK, TEXT).pieces("we don't"));
  }

  @ParameterizedTest
  @EnumSource
  void idsGiveTheTextAndTheWordsBack(WordRules.Kind kind) {
    SubwordTokenizer tokenizer = tokenizer(kind, TEXT);
    int[] ids = tokenizer.encode(TEXT);
    assertEquals("we don't say \"dog\", do we?", tokenizer.decode(ids));
    assertEquals(tokenizer.words(TEXT), tokenizer.words(ids));
    assertEquals(tokenizer.pieces(TEXT).size(), ids.length);
  }

  @Test
  void unknownPiecesAndTextThatSpellsASpecialAreUnknown() {
    SubwordTokenizer tokenizer = tokenizer(WordRules.Kind.NONE, "a <eos>");
    int unknown = tokenizer.vocabulary().specials().unk();
    assertArrayEquals(new int[] {unknown, unknown}, tokenizer.encode("ß \ud800"));
    SubwordCodes spelling =
        new SubwordCodes(
            List.of(
                new Merge("<", "e"),
                new Merge("<e", "o"),
                new Merge("<eo", "s"),
                new Merge("<eos", "></w>")),
            List.of());
    WordTally words = new WordTally();
    words.add("a <eos>");
    SubwordTokenizer spelled =
        new SubwordTokenizer(
            rules(WordRules.Kind.NONE),
            spelling,
            SubwordVocabularies.byCount(SpecialTokens.TARGET, spelling, words, 1),
            false);
    assertEquals(List.of("<eos>"), spelled.pieces("<eos>"));
    assertArrayEquals(new int[] {unknown}, spelled.encode("<eos>"));
    assertEquals(Vocabulary.UNKNOWN_TEXT, spelled.decode(new int[] {unknown}));
  }

  @Test
  void blankLinesHaveNoIds() {
    assertEquals(0, tokenizer(WordRules.Kind.MOSES, TEXT).encode(" \u00a0\t").length);
  }

  @Test
  void vocabulariesCountOrKeepTheOrderOfTheText() {
    WordTally words = new WordTally();
    words.add("we do go do");
    Vocabulary counted = SubwordVocabularies.byCount(SpecialTokens.SOURCE, CODES, words, 1);
    Vocabulary ordered =
        SubwordVocabularies.byFirstOccurrence(SpecialTokens.TARGET, CODES, words, 1);
    // "o" ends three words, no merge of "d" and "o</w>" is known
    assertEquals(List.of("<pad>", "<unk>", "o", "d@@", "w@@", "e", "g@@"), pieces(counted));
    assertEquals(3, counted.count(2));
    assertEquals(
        List.of("<pad>", "<unk>", "<sos>", "<eos>", "w@@", "e", "d@@", "o", "g@@"),
        pieces(ordered));
    Vocabulary frequent = SubwordVocabularies.byCount(SpecialTokens.SOURCE, CODES, words, 2);
    assertEquals(List.of("<pad>", "<unk>", "o", "d@@"), pieces(frequent));
    words.add("x", 0);
    assertEquals(
        "x", SubwordVocabularies.byFirstOccurrence(SpecialTokens.SOURCE, CODES, words, 1).piece(7));
  }

  @Test
  void aRestrictedTokenizerTakesMergesBack() {
    WordTally words = new WordTally();
    words.add("dog d o@ g");
    SubwordCodes codes = new SubwordCodes(List.of(new Merge("d", "o")), List.of());
    Vocabulary letters =
        Vocabulary.of(
            SpecialTokens.SOURCE,
            List.of(
                new Vocabulary.Entry("d@@", 1),
                new Vocabulary.Entry("o@@", 1),
                new Vocabulary.Entry("g", 1)));
    assertEquals(
        List.of("do@@", "g"),
        new SubwordTokenizer(rules(WordRules.Kind.NONE), codes, letters, false).pieces("dog"));
    assertEquals(
        List.of("d@@", "o@@", "g"),
        new SubwordTokenizer(rules(WordRules.Kind.NONE), codes, letters, true).pieces("dog"));
  }

  @ParameterizedTest
  @EnumSource
  void filesGiveTheSameTokenizers(WordRules.Kind kind) throws IOException {
    TokenizerFiles.save(folder, pair(kind));
    TokenizerPair loaded = TokenizerFiles.load(folder);
    assertArrayEquals(pair(kind).source().encode(TEXT), loaded.source().encode(TEXT));
    assertEquals(pair(kind).target().words(TEXT), loaded.target().words(TEXT));
    assertEquals(
        TextLanguage.DE, ((SubwordTokenizer) loaded.source()).rules().language(), "source side");
  }

  @Test
  void damagedDescriptorsNameTheLine() throws IOException {
    TokenizerFiles.save(folder, pair(WordRules.Kind.MOSES));
    Path file = folder.resolve("tokenizer.txt");
    Files.writeString(file, Files.readString(file).replace("words=moses", "words=mose"));
    assertEquals(
        file + ": line 2: found words=mose, expected words=none or words=moses or words=nltk",
        assertThrows(TokenizerFileException.class, () -> TokenizerFiles.load(folder)).getMessage());
    Files.writeString(file, "kind=subword-nmt\nwords=none\nsource=de\n");
    assertEquals(
        file + ": line 4: found no such line, expected target=de or target=en",
        assertThrows(TokenizerFileException.class, () -> TokenizerFiles.load(folder)).getMessage());
  }

  @Test
  void sidesMustShareTheirRules() {
    TokenizerPair mixed =
        new TokenizerPair(pair(WordRules.Kind.MOSES).source(), pair(WordRules.Kind.NLTK).target());
    assertEquals(
        "source and target have different BPE codes or word rules, but a model folder holds joint"
            + " ones only",
        assertThrows(IllegalArgumentException.class, () -> TokenizerFiles.save(folder, mixed))
            .getMessage());
  }

  private static TokenizerPair pair(WordRules.Kind kind) {
    SubwordTokenizer target = tokenizer(kind, TEXT);
    return new TokenizerPair(
        new SubwordTokenizer(
            new WordRules(kind, TextLanguage.DE, true), CODES, target.vocabulary(), false),
        target);
  }

  private static SubwordTokenizer tokenizer(WordRules.Kind kind, String text) {
    WordTally words = new WordTally();
    words.add(rules(kind).tokenize(text));
    return new SubwordTokenizer(
        rules(kind),
        CODES,
        SubwordVocabularies.byCount(SpecialTokens.TARGET, CODES, words, 1),
        false);
  }

  private static WordRules rules(WordRules.Kind kind) {
    return new WordRules(kind, TextLanguage.EN, true);
  }

  private static List<String> pieces(Vocabulary vocabulary) {
    String[] pieces = new String[vocabulary.size()];
    Arrays.setAll(pieces, vocabulary::piece);
    return List.of(pieces);
  }
}
