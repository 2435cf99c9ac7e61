package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  /** A model of an embedding and a scalar. */
  private static final Module LISTING =
      new AbstractModule() {
        @Override
        protected void configure() {
          OptionalBinder.newOptionalBinder(binder(), ParameterListing.class)
              .setBinding()
              .toInstance(
                  (recipe, source, target) ->
                      List.of(
                          new ParameterShape(
                              "embedding", new long[] {source, recipe.model().embedding()}),
                          new ParameterShape("alpha", new long[0])));
        }
      };

  @TempDir Path folder;

  @Test
  void everyRecipeIsListedWithItsDescription() {
    CommandRun run = CommandRun.with(List.of(LISTING), "inspect", "--list");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(7, lines.size());
    assertTrue(
        lines.contains(
            "iwslt14-de-en              3,090,177  IWSLT'14 German to English, SRU++ 6+6, attention in every layer"),
        run.out());
    assertTrue(
        lines.contains(
            "demo                                  German to English on a generated corpus, minutes on two cores"),
        run.out());
  }

  @Test
  void vocabulariesComeFromTheRecipeOrTheOptions() {
    assertEquals(
        """
        iwslt14-de-en: IWSLT'14 German to English, SRU++ 6+6, attention in every layer
          embedding  12071 x 256     3,090,176
          alpha      scalar                  1
        3,090,177 parameters
        vocabularies: 12,071 source and 8,836 target pieces
        """,
        CommandRun.with(List.of(LISTING), "inspect", "iwslt14-de-en").out());
    String fairseq =
        CommandRun.with(List.of(LISTING), "inspect", "iwslt14-de-en", "data.preset=fairseq").out();
    assertTrue(fairseq.contains("8,848 source and 6,632 target"), fairseq);
    String own =
        CommandRun.with(
                List.of(LISTING),
                "inspect",
                "demo",
                "--source-vocabulary=3",
                "--target-vocabulary=5",
                "model.embedding=2")
            .out();
    assertTrue(own.contains("\n7 parameters\nvocabularies: 3 source and 5 target"), own);
  }

  @Test
  void unknownVocabulariesAreAskedFor() {
    CommandRun none = CommandRun.with(List.of(LISTING), "inspect", "demo");
    assertEquals(0, none.code());
    assertTrue(none.out().contains("give --source-vocabulary and --target-vocabulary"), none.out());
    CommandRun one = CommandRun.with(List.of(LISTING), "inspect", "demo", "--source-vocabulary=3");
    assertEquals(
        "srupp: --source-vocabulary and --target-vocabulary must both be given and at least 1, found 3 and 0\n",
        one.err());
    assertEquals(1, one.code());
  }

  @Test
  void modelAndRunFoldersAreRead() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(
        model.resolve("config.json"),
        "{\"model\": {\"embedding\": 4}, \"sourceVocabulary\": 3, \"targetVocabulary\": 5}");
    for (Path subject : List.of(model, folder)) {
      CommandRun run = CommandRun.with(List.of(LISTING), "inspect", subject.toString());
      assertEquals(
          model.resolve("config.json")
              + "\n  embedding  3 x 4             12\n  alpha      scalar             1\n"
              + "13 parameters\nvocabularies: 3 source and 5 target pieces\n",
          run.out(),
          run.err());
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
