package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.ModelDescriptionWriter;

class InspectLanguageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enwik8-42m                    | 205     |  42,345,815",
        "enwik8-42m-16x768             | 205     |  42,345,815",
        "enwik8-42m-k2                 | 205     |  42,046,530",
        "enwik8-42m-k5                 | 205     |  42,576,111",
        "enwik8-42m-k10                | 205     |  42,068,078",
        "enwik8-42m-no-attention       | 205     |  42,215,005",
        "enwik8-42m-no-norm            | 205     |  42,336,215",
        "enwik8-base                   | 205     | 107,566,295",
        "enwik8-base-no-norm           | 205     | 107,550,935",
        "enwik8-base-k5                | 205     |  98,129,103",
        "enwik8-large                  | 205     | 190,607,575",
        "enwik8-large-8to1             | 205     | 194,993,815",
        "enwik8-ratio-6                | 205     | 108,237,015",
        "enwik8-ratio-8                | 205     | 108,651,415",
        "enwik8-ratio-8-k5             | 205     | 103,633,807",
        "enwik8-ratio-10               | 205     | 108,965,015",
        "enwik8-transformer-xl         | 205     |  41,055,949",
        "enwik8-attention-6-7-8-9-10   | 205     | 101,668,050",
        "enwik8-attention-2-4-6-8-10   | 205     | 101,668,050",
        "enwik8-attention-8-9-10       | 205     | 103,459,984",
        "enwik8-attention-3-6-9        | 205     | 103,459,984",
        "enwik8-attention-5-10-heads-2 | 205     |  98,129,103",
        "enwik8-attention-10           | 205     |  96,949,454",
        "enwik8-attention-10-heads-2   | 205     |  96,949,454",
        "wikitext103-base              | 267,735 | 147,676,036",
        "wikitext103-large             | 267,735 | 231,690,116",
        "wikitext103-large-8to1-k5     | 267,735 | 224,884,892",
        "wikitext103-large-8to1        | 267,735 | 233,741,476",
        "billion-word-base             | 793,470 | 328,313,738",
        "billion-word-large            | 793,470 | 465,318,274"
      })
  void thePapersModelsHaveAsManyParameters(String recipe, String vocabulary, String count) {
    CommandRun run = CommandRun.of("inspect", recipe);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith(recipe + ": "), run.out());
    assertTrue(
        run.out().endsWith("\n" + count + " parameters\nvocabulary: " + vocabulary + " tokens\n"),
        run.out());
  }

  /** A comparison of the two is fair at equal sizes; the text has 65 different bytes. */
  @ParameterizedTest
  @CsvSource({"shakespeare-bytes, '720,453'", "shakespeare-transformer-xl, '717,185'"})
  void shakespearesModelsAreOfOneSize(String recipe, String count) {
    CommandRun run = CommandRun.of("inspect", recipe, "--vocabulary=65");
    assertTrue(
        run.out().endsWith("\n" + count + " parameters\nvocabulary: 65 tokens\n"), run.out());
  }

  @Test
  void theLayersOfATransformerXlAreShown() {
    String out = CommandRun.of("inspect", "enwik8-transformer-xl").out();
    assertTrue(
        out.contains("\n  layers 1 to 12: width 512, feed-forward 2048, attention of 8 heads\n"),
        out);
  }

  @Test
  void layersAndShapesAreShown() {
    String out = CommandRun.of("inspect", "enwik8-base-k5").out();
    assertTrue(
        out.contains(
            "\n  layers 1 to 4: width 3072, projected to 768\n"
                + "  layer 5: width 3072, projected to 768, attention\n"
                + "  layers 6 to 9: width 3072, projected to 768\n"
                + "  layer 10: width 3072, projected to 768, attention\n"),
        out);
    assertTrue(out.matches("(?s).*\\n  embedding_layer.weight +205 x 3072 +629,760\\n.*"), out);
    assertTrue(
        out.matches(
            "(?s).*\\n  rnn.rnn_lst.4.transform_module.linear3.weight +9216 x 768 +7,077,888\\n.*"),
        out);
    assertTrue(
        CommandRun.of("inspect", "enwik8-attention-10-heads-2")
            .out()
            .contains("\n  layer 10: width 3072, projected to 768, attention of 2 heads\n"));
    assertTrue(
        CommandRun.of("inspect", "enwik8-42m", "model.architecture=sru")
            .out()
            .contains("\n  layers 1 to 10: width 1920\n"));
  }

  @Test
  void theSmallModelsStayBelowTheirLimit() {
    CommandRun unknown = CommandRun.of("inspect", "shakespeare-bytes");
    assertTrue(
        unknown
            .out()
            .endsWith("The vocabulary is counted in training; for shapes give --vocabulary.\n"),
        unknown.out());
    CommandRun run = CommandRun.of("inspect", "shakespeare-bytes", "--vocabulary=65");
    String count = run.out().replaceAll("(?s).*\\n([0-9,]+) parameters\\n.*", "$1");
    assertTrue(Long.parseLong(count.replace(",", "")) <= 900_000, count);
    assertEquals(
        "srupp inspect: --vocabulary must be at least 1, found -3",
        CommandRun.of("inspect", "text", "--vocabulary=-3").err().lines().findFirst().get());
  }

  @Test
  void modelFoldersOfLanguageModelsAreRead() throws IOException {
    LanguageRecipe recipe = LanguageRecipe.defaults();
    Files.writeString(
        folder.resolve("config.json"),
        new ModelDescriptionWriter().write(LanguageModelDescription.of(recipe, 205), Map.of()));
    CommandRun run = CommandRun.of("inspect", folder.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().endsWith("\n107,566,295 parameters\nvocabulary: 205 tokens\n"), run.out());
    assertTrue(run.out().startsWith(folder.resolve("config.json") + "\n"), run.out());
  }

  @Test
  void recipesSayWhatThePaperReached() throws IOException {
    for (String name : List.of("enwik8-base", "wikitext103-large-8to1", "billion-word-large")) {
      String text =
          new String(
              InspectCommand.class.getResourceAsStream("/recipes/" + name + ".yaml").readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      assertTrue(text.contains("; not trained by us\n"), name);
    }
  }
}
