package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on words and codes, as the field's preparations have them. */
class TrainWordsTest {
  private static final String[] SETTINGS = {
    "train.maxUpdates=2",
    "train.keep=1",
    "train.averageLast=0",
    "data.lowercase=true",
    "subwords.kind=subwordNmt",
    "subwords.vocabularySize=60"
  };

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    TinyTraining.files(folder, 100);
    out = folder.resolve("run");
  }

  private CommandRun train(String... more) {
    String[] all = new String[SETTINGS.length + more.length];
    System.arraycopy(SETTINGS, 0, all, 0, SETTINGS.length);
    System.arraycopy(more, 0, all, SETTINGS.length, more.length);
    return TinyTraining.train(folder, out, all);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(out.resolve(file));
  }

  @Test
  void wordsAreCutAndScoredAndComeBackAsText() throws IOException {
    Files.writeString(folder.resolve("test.de"), "Wer \u00DF\u00DF\u00DF isst, \"lacht\".\n");
    Files.writeString(folder.resolve("test.en"), "Who eats, \"laughs\" q.\n");
    CommandRun run = train("subwords.words=moses", "subwords.numbering=occurrence");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        List.of(
            "kind=subword-nmt",
            "words=moses",
            "source=de",
            "target=en",
            "lowercase=true",
            "restricted=false"),
        lines("model/tokenizer.txt"));
    assertEquals("#version: 0.2", lines("model/bpe.codes").get(0));
    assertEquals(61, lines("model/bpe.codes").size());
    List<String> target = lines("model/target.vocab");
    assertTrue(target.contains("&@@\t0"), "pieces of the test text have ids: " + target);
    JsonNode scores = new ObjectMapper().readTree(out.resolve("run.json").toFile()).path("scores");
    assertEquals("BLEU", scores.get(0).path("metric").asText());
    assertEquals("multi-BLEU", scores.get(1).path("metric").asText());
    CommandRun pieces =
        CommandRun.of("tokenize", "--model", out.toString(), folder.resolve("test.de").toString());
    assertTrue(pieces.out().contains("\u00DF@@ \u00DF@@ \u00DF "), pieces.out());
    assertEquals(
        "wer \u00DF\u00DF\u00DF isst , &quot; lacht &quot; .\n", pieces.out().replace("@@ ", ""));
  }

  @Test
  void codesOfAFileAreAppliedAndPartOfTheData() throws IOException {
    Path codes = Files.writeString(folder.resolve("codes.txt"), "e r</w> 9\nd er</w> 5\n");
    CommandRun run = train("subwords.words=nltk", "subwords.codes=" + codes);
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of("#version: 0.2", "e r</w>", "d er</w>"), lines("model/bpe.codes"));
    assertTrue(Files.readString(out.resolve("run.json")).contains("codes.txt"));
    assertTrue(Files.readString(out.resolve("run.json")).contains("NLTK-BLEU"));
    assertFalse(lines("model/source.vocab").contains("Der\t1"), "lower-cased");
    Files.writeString(codes, "e r 9\ne r 5\n5");
    CommandRun broken =
        TinyTraining.train(
            folder, folder.resolve("other"), "subwords.kind=subwordNmt", "subwords.codes=" + codes);
    assertEquals(1, broken.code());
    assertTrue(broken.err().contains(codes + ": line 3: "), broken.err());
  }

  @Test
  void mosesRefusesALanguageItDoesNotKnow() {
    CommandRun run = train("subwords.words=moses", "data.sourceLanguage=xx");
    assertEquals(1, run.code());
    assertEquals(
        "srupp: data.sourceLanguage is xx, but subwords.words: moses knows [de, en] only; tokenise"
            + " the text outside and set subwords.words=none",
        run.err().lines().toList().getLast());
  }
}
