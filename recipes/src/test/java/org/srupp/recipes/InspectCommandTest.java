package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;

class InspectCommandTest {
  @TempDir Path folder;

  @Test
  void everyRecipeIsListedWithItsDescription() {
    CommandRun run = CommandRun.of("inspect", "--list");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(43, lines.size());
    assertTrue(
        lines.contains(
            "iwslt14-de-en                   20,358,800  IWSLT'14 German to English, SRU++ 6+6, attention in every layer"),
        run.out());
    assertTrue(
        lines.contains(
            "enwik8-large-8to1              194,993,815  enwik8 bytes, SRU++ 10 x 6016, d : d' = 8 : 1 (195M)"),
        run.out());
    assertTrue(
        lines.contains(
            "demo                                        German to English on a generated corpus, minutes on two cores"),
        run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iwslt14-de-en            | 12,071 | 8,836 | 20,358,800",
        "iwslt14-de-en-k2         | 12,071 | 8,836 | 19,572,362",
        "iwslt14-de-en-fairseq    |  8,848 | 6,632 | 18,967,284",
        "iwslt14-de-en-k2-fairseq |  8,848 | 6,632 | 18,180,846",
        "iwslt14-de-en-transformer | 12,071 | 8,836 | 20,106,628"
      })
  void thePapersModelsHaveAsManyParameters(
      String recipe, String source, String target, String count) {
    assertEnd(recipe, source, target, count, CommandRun.of("inspect", recipe));
    String base = recipe.replace("-fairseq", "");
    CommandRun sized =
        CommandRun.of(
            "inspect",
            base,
            "--source-vocabulary=" + source.replace(",", ""),
            "--target-vocabulary=" + target.replace(",", ""));
    assertEnd(base, source, target, count, sized);
  }

  /** A comparison of the two is fair at equal sizes; these are the vocabularies of their text. */
  @Test
  void multi30ksTransformerIsAsLargeAsItsSrupp() {
    List<String> sizes = List.of("--source-vocabulary=5109", "--target-vocabulary=3893");
    assertParameters("multi30k-de-en", sizes, "5,079,613");
    assertParameters("multi30k-de-en-transformer", sizes, "5,097,141"); // 0.3% more
  }

  private static void assertParameters(String recipe, List<String> sizes, String count) {
    CommandRun run = CommandRun.of("inspect", recipe, sizes.get(0), sizes.get(1));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("\n" + count + " parameters\n"), run.out());
  }

  private static void assertEnd(
      String recipe, String source, String target, String count, CommandRun run) {
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith(recipe + ": IWSLT'14 German to English"), run.out());
    assertTrue(
        run.out()
            .endsWith(
                "\n"
                    + count
                    + " parameters\nvocabularies: "
                    + source
                    + " source and "
                    + target
                    + " target pieces\n"),
        run.out());
  }

  @Test
  void unknownVocabulariesAreAskedFor() {
    CommandRun none = CommandRun.of("inspect", "demo");
    assertEquals(0, none.code());
    assertTrue(none.out().contains("give --source-vocabulary and --target-vocabulary"), none.out());
    CommandRun one = CommandRun.of("inspect", "demo", "--source-vocabulary=3");
    assertEquals(
        "srupp inspect: give --source-vocabulary and --target-vocabulary, both or neither",
        one.err().lines().findFirst().orElseThrow());
    assertEquals(2, one.code());
    assertEquals("", one.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo --source-vocabulary=-1 --vocabulary=0 | --source-vocabulary must be at least 1, found -1; --vocabulary must be at least 1, found 0",
        "demo --vocabulary=5 | the recipe is of a translator, sized by --source-vocabulary and --target-vocabulary, found --vocabulary 5; leave it out",
        "text --target-vocabulary=5 | the recipe is of a language model, sized by --vocabulary, found --target-vocabulary 5; leave it out",
        "--list --vocabulary=5 | --list prints every recipe as it is, found --vocabulary 5; leave it out",
        "DIR --vocabulary=7 | DIR is a model, which has its own vocabulary, found --vocabulary 7; leave it out",
        "DIR model.hidden=3 | DIR is a model, made with its settings, found model.hidden=3; overrides are for recipes"
      })
  void optionsThatWouldChangeNothingAreRefused(String words, String sentence) {
    CommandRun run =
        CommandRun.of(("inspect " + words.replace("DIR", folder.toString())).split(" "));
    assertEquals(
        "srupp inspect: " + sentence.replace("DIR", folder.toString()),
        run.err().lines().findFirst().orElseThrow());
    assertEquals(2, run.code());
    assertEquals("", run.out());
  }

  @Test
  void anEmptyFileIsNoRecipe() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing yet\n");
    CommandRun run = CommandRun.of("inspect", empty.toString());
    assertEquals(2, run.code());
    assertEquals("srupp: " + empty + ": is empty, expected the keys of a recipe\n", run.err());
  }

  @Test
  void modelAndRunFoldersAreRead() throws IOException {
    Path model = folder.resolve("model");
    TinyTranslator.save(model);
    long count = 0;
    try (SafetensorsFile weights = SafetensorsFile.open(model.resolve("model.safetensors"))) {
      for (String name : weights.names()) {
        count += weights.tensor(name).data().byteSize() / Float.BYTES;
      }
    }
    String line = String.format(Locale.ROOT, "%n%,d parameters%nvocabularies: ", count);
    for (Path subject : List.of(model, folder)) {
      CommandRun run = CommandRun.of("inspect", subject.toString());
      assertTrue(run.out().startsWith(model.resolve("config.json") + "\n"), run.err());
      assertTrue(run.out().contains(line), run.out());
    }
  }

  @Test
  void foldersWithoutAModelAreRefused() {
    CommandRun run = CommandRun.of("inspect", folder.toString());
    assertEquals(1, run.code());
    assertEquals(
        "srupp: "
            + folder
            + " holds neither config.json nor model/config.json; expected a model folder or a run folder\n",
        run.err());
  }

  @Test
  void oneSubjectIsNeeded() {
    String sentence = "srupp inspect: expected either --list or the name of a recipe or model";
    for (CommandRun run :
        List.of(CommandRun.of("inspect"), CommandRun.of("inspect", "--list", "demo"))) {
      assertEquals(2, run.code());
      assertEquals(sentence, run.err().lines().findFirst().orElseThrow());
    }
  }
}
