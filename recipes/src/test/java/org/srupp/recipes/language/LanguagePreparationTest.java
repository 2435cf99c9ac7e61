package org.srupp.recipes.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.RecipeReader;
import org.srupp.recipes.corpora.CorpusCard;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.recipes.corpora.LanguageCorpus;
import org.srupp.recipes.corpora.LanguageCounts;
import org.srupp.recipes.corpora.LanguageSplits;
import org.srupp.recipes.corpora.TextPart;
import org.srupp.recipes.prepare.PrepareRequest;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.CorpusVocabulary;

class LanguagePreparationTest {
  @TempDir Path folder;

  private record Part(String name, String text) implements TextPart {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Corpus(LanguageCounts expected, LanguageSplits splits) implements LanguageCorpus {
    @Override
    public CorpusCard card() {
      return new CorpusCard("tiny", "here", "free", "little");
    }

    @Override
    public LanguageSplits open(Path data, Path work) {
      return splits;
    }
  }

  private static LanguageSplits splits(
      List<String> train, String valid, String test, String vocabulary) {
    List<TextPart> parts = new ArrayList<>();
    for (String text : train) {
      parts.add(new Part("train-" + parts.size(), text));
    }
    Optional<TextPart> list =
        Optional.ofNullable(vocabulary).map(text -> new Part("vocabulary", text));
    return new LanguageSplits(
        parts, List.of(new Part("valid", valid)), List.of(new Part("test", test)), list, List.of());
  }

  private LanguageRecipe recipe(String corpus, String unit) throws IOException {
    Path data = Files.writeString(folder.resolve("archive"), "an archive");
    String yaml =
        "task: languageModelling\ndata: {corpus: %s, unit: %s, path: '%s'}\n"
            .formatted(corpus, unit, data);
    return (LanguageRecipe)
        new RecipeReader()
            .read("r.yaml", yaml, List.of("batch.streams=2", "batch.unroll=3", "seed=5"));
  }

  private PreparedText prepare(LanguageRecipe recipe, LanguageCounts counts, LanguageSplits splits)
      throws IOException {
    Path out = folder.resolve("prepared");
    LanguagePreparation.prepare(
        new PrepareRequest(recipe, out, 1, line -> {}), recipe.data(), new Corpus(counts, splits));
    return PreparedText.open(out);
  }

  private static final LanguageCounts NONE = new LanguageCounts(0, 0, 0, 0);

  private static int[] all(TokenFile file) {
    int[] ids = new int[(int) file.tokens()];
    file.copy(0, ids, 0, ids.length);
    return ids;
  }

  @Test
  void wikiTextGetsAnEndAfterEachLineAndTheVocabularyOfItsTrainingText() throws IOException {
    LanguageSplits splits =
        splits(List.of(" \n = A b = \n\nb b <unk> c\u00a0b"), "b A\n", "c = <unk>\n", null);
    try (PreparedText text =
        prepare(recipe("wikitext103", "words"), new LanguageCounts(6, 13, 3, 4), splits)) {
      CorpusVocabulary vocabulary = text.vocabulary();
      List<String> symbols = new ArrayList<>();
      for (int id = 0; id < vocabulary.size(); id++) {
        symbols.add(vocabulary.symbol(id));
      }
      assertEquals(List.of("<eos>", "b", "=", "A", "<unk>", "c"), symbols);
      assertArrayEquals(
          new int[] {0, 2, 3, 1, 2, 0, 0, 1, 1, 4, 5, 1, 0}, all(text.train().getFirst()));
      assertArrayEquals(new int[] {1, 3, 0}, all(text.valid()));
      assertArrayEquals(new int[] {5, 2, 4, 0}, all(text.test().orElseThrow()));
    }
    assertTrue(Files.readString(folder.resolve("prepared/report.txt")).contains("13"));
  }

  @Test
  void countsOfAnotherReleaseAreRefused() throws IOException {
    LanguageRecipe recipe = recipe("wikitext103", "words");
    LanguageSplits splits = splits(List.of("a b\n"), "a\n", "b\n", null);
    String message =
        assertThrows(
                CorpusException.class,
                () -> prepare(recipe, new LanguageCounts(9, 3, 2, 2), splits))
            .getMessage();
    assertTrue(message.contains("vocabulary 3, expected 9"), message);
  }

  @Test
  void enwik8IsTheBytesOfTheWholeFile() throws IOException {
    LanguageSplits splits = splits(List.of("<a>\u00e4\n"), "b<", "zz", null);
    try (PreparedText text = prepare(recipe("enwik8", "bytes"), NONE, splits)) {
      assertEquals(8, text.vocabulary().size(), "newline < > a b z and the two of \u00e4");
      assertArrayEquals(new int[] {1, 3, 2, 7, 6, 0}, all(text.train().getFirst()));
      assertArrayEquals(new int[] {4, 1}, all(text.valid()));
      assertArrayEquals(new int[] {5, 5}, all(text.test().orElseThrow()));
    }
  }

  @Test
  void billionWordIsPackedFromFilesOfMarkedSentences() throws IOException {
    String words = "the 9\n, 8\n<S> 7\n<UNK> 6\ncat 5\n";
    String held = "the cat\ncat the , cat\n";
    LanguageSplits splits =
        splits(
            List.of("the cat , okapi\n".repeat(5), "cat cat\nthe\n".repeat(9)), held, held, words);
    LanguageRecipe recipe = recipe("billionWord", "words");
    try (PreparedText text = prepare(recipe, NONE, splits)) {
      assertEquals(2, text.train().size());
      assertArrayEquals(new int[] {2, 0, 4, 1, 3, 2}, text.train().get(0).ids(0));
      assertArrayEquals(new int[] {2, 0, 2}, text.train().get(1).ids(1));
      assertEquals(18, text.train().get(1).size());
      List<StreamChunk> chunks = new ArrayList<>();
      TextStreams.evaluation(recipe.data(), text.valid(), 1, 4).forEach(chunks::add);
      assertEquals(2, chunks.size());
      assertArrayEquals(new int[] {2, 0, 4, 2}, chunks.get(0).inputs());
      assertArrayEquals(new int[] {0, 4, 2, 4}, chunks.get(0).targets());
      StreamChunk first = TextStreams.training(recipe, text.train()).nextGroup().getFirst();
      assertEquals(3, first.steps());
      assertEquals(2, first.streams());
      assertEquals(2, Arrays.stream(first.inputs()).limit(2).filter(id -> id == 2).count());
    }
  }

  @Test
  void aPreparedFolderOfOtherSettingsIsRefused() throws IOException {
    LanguageSplits splits = splits(List.of("a b\n".repeat(9)), "a\n", "b\n", null);
    prepare(recipe("wikitext103", "words"), NONE, splits).close();
    LanguageDataSection other = recipe("enwik8", "bytes").data();
    LanguageRecipe recipe =
        (LanguageRecipe)
            new RecipeReader()
                .read(
                    "r.yaml",
                    "task: languageModelling\ndata: {corpus: enwik8, unit: bytes, path: '"
                        + folder.resolve("prepared")
                        + "'}\n",
                    List.of());
    assertEquals(other.corpus(), recipe.data().corpus());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> RunText.open(recipe, folder.resolve("run-data"), 1, line -> {}))
            .getMessage();
    assertTrue(message.contains("data.corpus was"), message);
  }
}
