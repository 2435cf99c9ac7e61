package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.tokenizers.Vocabulary.Entry;

/** Words, bytes and characters of a language model's corpus. */
class CorpusVocabularyTest {
  @TempDir Path folder;

  @Test
  void wordsComeByFallingCountAndTiesByFirstOccurrenceAfterTheEnd() {
    WordFrequencies counts = new WordFrequencies();
    List.of(" b a", "", "c a c", "d\u00a0b\u0085").forEach(counts::add);
    WordVocabulary vocabulary = counts.vocabulary();
    assertEquals(List.of("<eos>", "b", "a", "c", "d"), symbols(vocabulary));
    assertEquals(4, vocabulary.count(0));
    assertEquals(2, vocabulary.count(1));
    assertEquals(0, vocabulary.end());
    assertEquals(CorpusVocabulary.ABSENT, vocabulary.unknown());
    assertEquals(11, counts.tokens());
    assertEquals(5, counts.size());
  }

  @Test
  void endInTheTextIsTheSameWord() {
    WordFrequencies counts = new WordFrequencies();
    counts.add("a <eos> <unk>");
    assertEquals(List.of("<eos>", "a", "<unk>"), symbols(counts.vocabulary()));
    assertEquals(2, counts.vocabulary().count(0));
  }

  @Test
  void absentWordIsAnErrorWithoutUnknownAndItsIdWithOne() {
    List<Entry> entries = List.of(new Entry("<S>", 3), new Entry("<UNK>", 0), new Entry("a", 2));
    var strict = new WordVocabulary(entries, "<S>", Optional.empty());
    assertEquals(
        "word 2: \"x\" is not among the 3 words of the vocabulary, which has no word for unknown"
            + " ones",
        message(() -> strict.encode("a x a")));
    var lenient = new WordVocabulary(entries, "<S>", Optional.of("<UNK>"));
    assertArrayEquals(new int[] {2, 1, 2}, lenient.encode("a x a"));
    assertEquals("a <UNK>\na", lenient.decode(new int[] {2, 1, 0, 2}));
  }

  @Test
  void missingEndAndUnknownAreRefused() {
    List<Entry> entries = List.of(new Entry("a", 2));
    assertEquals(
        "vocabulary: the end word <eos> is not among its 1 words",
        message(() -> new WordVocabulary(entries, "<eos>", Optional.empty())));
    assertEquals(
        "vocabulary: the unknown word <unk> is not among its 1 words",
        message(() -> new WordVocabulary(entries, "a", Optional.of("<unk>"))));
  }

  @Test
  void billionWordListKeepsItsOrderAndDropsRepeatedWords() throws IOException {
    Path file = write("the 5\n, 4\n<S> 3\nthe 2\n\n. x\n<UNK>\n");
    WordVocabulary vocabulary = WordVocabulary.readBillionWord(file);
    assertEquals(List.of("the", ",", "<S>", ".", "<UNK>"), symbols(vocabulary));
    assertEquals(5, vocabulary.count(0));
    assertEquals(0, vocabulary.count(3));
    assertEquals(2, vocabulary.end());
    assertEquals(4, vocabulary.unknown());
  }

  @Test
  void billionWordListWithoutItsSpecialsIsRefused() throws IOException {
    Path file = write("<html> <body>\n");
    assertEquals(
        file
            + ": no line for <S> among 1 words, expected the benchmark's word list; no line for"
            + " <UNK> among 1 words, expected the benchmark's word list",
        assertThrows(TokenizerFileException.class, () -> WordVocabulary.readBillionWord(file))
            .getMessage());
  }

  @Test
  void bytesAreSortedWithoutSign() {
    long[] counts = new long[256];
    counts[0xe4] = 2;
    counts['a'] = 7;
    counts[0] = 1;
    counts[0xc3] = 2;
    ByteVocabulary vocabulary = ByteVocabulary.of(counts);
    assertEquals(List.of("<0x00>", "<0x61>", "<0xC3>", "<0xE4>"), symbols(vocabulary));
    assertEquals(3, vocabulary.id((byte) 0xe4));
    assertEquals((byte) 0xc3, vocabulary.value(2));
    assertEquals(7, vocabulary.count(1));
    assertArrayEquals(new int[] {1, 0}, vocabulary.encode("a\0"));
    assertEquals("a\ufffda", vocabulary.decode(new int[] {1, 3, 1}));
    assertEquals(
        "byte 2: <0x62> is not among the 4 bytes of the vocabulary",
        message(() -> vocabulary.encode("ab")));
    assertEquals(
        "id 4 is not in the vocabulary, whose ids are 0 to 3; was it made with another one?",
        message(() -> vocabulary.value(4)));
  }

  @Test
  void charactersAreSortedByCodePoint() {
    var counts = new TreeMap<Integer, Long>();
    "\n a\u00e4\ufffd\t".codePoints().forEach(cp -> counts.merge(cp, 1L, Long::sum));
    counts.put(0x1f600, 4L);
    CharacterVocabulary vocabulary = CharacterVocabulary.of(counts);
    assertEquals(
        List.of("<U+0009>", "<U+000A>", "<U+0020>", "a", "\u00e4", "\ufffd", "\ud83d\ude00"),
        symbols(vocabulary));
    assertArrayEquals(new int[] {6, 1}, vocabulary.encode("\ud83d\ude00\n"));
    assertEquals("\ud83d\ude00\n", vocabulary.decode(new int[] {6, 1}));
    assertEquals(
        "character 2: U+0062 is not among the 7 characters of the vocabulary",
        message(() -> vocabulary.encode("\ud83d\ude00b")));
  }

  @Test
  void filesComeBackAsTheyWere() throws IOException {
    WordFrequencies words = new WordFrequencies();
    words.add("#a \\n a \u2028 \u00ad");
    long[] bytes = new long[256];
    bytes['\n'] = 3;
    var characters = new TreeMap<>(java.util.Map.of((int) '\t', 1L, 0xd800, 1L, 0x85, 2L));
    for (CorpusVocabulary made :
        List.of(
            words.vocabulary(),
            new WordVocabulary(
                List.of(new Entry("<S>", 0), new Entry("<UNK>", 9)), "<S>", Optional.of("<UNK>")),
            ByteVocabulary.of(bytes),
            CharacterVocabulary.of(characters))) {
      Path file = folder.resolve("corpus.vocab");
      made.write(file);
      CorpusVocabulary read = CorpusVocabulary.read(file);
      assertInstanceOf(made.getClass(), read);
      assertEquals(symbols(made), symbols(read));
      for (int id = 0; id < made.size(); id++) {
        assertEquals(made.count(id), read.count(id));
        assertEquals(id, read.id(read.symbol(id)));
      }
      if (made instanceof WordVocabulary before && read instanceof WordVocabulary after) {
        assertEquals(before.end(), after.end());
        assertEquals(before.unknown(), after.unknown());
      }
    }
  }

  @Test
  void badFilesAreRefusedWithAllTheirMistakes() throws IOException {
    assertRefused(
        "",
        "line 1: found nothing, expected the header of a corpus vocabulary, such as"
            + " #srupp-vocabulary version=1 kind=words end=<eos>");
    assertRefused(
        "a\t1\n",
        "line 1: found \"a\t1\", expected the header of a corpus vocabulary, such as"
            + " #srupp-vocabulary version=1 kind=words end=<eos>");
    assertRefused(
        "#srupp-vocabulary version=1 kind=words end=a\na\t1\nb\t-1\nc\n",
        "line 3: count -1 is not a number of 0 or more; line 4: found no piece with a tab after"
            + " it, expected a piece, a tab and a count");
    assertRefused(
        "#srupp-vocabulary version=1 kind=words end=a\na\t1\nb\t1\na\t1\n",
        "line 4: a stands on line 2 already, expected each symbol once");
    assertRefused(
        "#srupp-vocabulary version=1 kind=bytes\n<0x61>\t1\n<0x60>\t1\n",
        "vocabulary: symbol 1 is <0x60>, expected bytes as <0x00> to <0xFF>, in order of their"
            + " values");
    assertRefused(
        "#srupp-vocabulary version=1 kind=characters\nab\t1\n",
        "vocabulary: symbol 0 is ab, expected single characters, white space and controls as"
            + " <U+000A>, in order of their code points");
  }

  private void assertRefused(String content, String expected) throws IOException {
    Path file = write(content);
    assertEquals(
        file + ": " + expected,
        assertThrows(TokenizerFileException.class, () -> CorpusVocabulary.read(file)).getMessage());
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("file"), content, StandardCharsets.UTF_8);
  }

  private static List<String> symbols(CorpusVocabulary vocabulary) {
    return java.util.stream.IntStream.range(0, vocabulary.size())
        .mapToObj(vocabulary::symbol)
        .toList();
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
