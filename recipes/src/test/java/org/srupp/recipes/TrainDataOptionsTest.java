package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever data a command line names is what is trained on, or it is refused. */
class TrainDataOptionsTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void out() {
    out = folder.resolve("out");
  }

  private void assertRefused(int code, String message, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--out=" + out);
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertEquals(message, run.err().lines().findFirst().orElse(""));
    assertEquals(code, run.code());
    assertFalse(Files.exists(out.resolve("recipe.yaml")));
    assertFalse(Files.exists(out.resolve("prepared.json")));
  }

  @Test
  void filesAreNotForTheRecipeOfACorpus() {
    String demo =
        " not for the recipe demo, which reads the corpus demo; for files of your own leave the"
            + " recipe out";
    String[] missing = {"--src=nosuch", "--tgt=nosuch2"};
    assertRefused(
        2,
        "srupp train: --src and --tgt are" + demo,
        "train",
        "demo",
        missing[0],
        missing[1],
        "train.maxUpdates=1");
    assertRefused(
        2, "srupp prepare: --src and --tgt are" + demo, "prepare", "demo", missing[0], missing[1]);
    assertRefused(
        2,
        "srupp train: --valid-src is" + demo,
        "train",
        "demo",
        "--valid-src=nosuch",
        "train.maxUpdates=1");
    assertRefused(
        2,
        "srupp train: --src, --tgt and --test-tgt are not for the recipe multi30k-de-en, which"
            + " reads the corpus multi30k; for files of your own leave the recipe out",
        "train",
        "multi30k-de-en",
        "--data=" + folder,
        "--src=s",
        "--tgt=t",
        "--test-tgt=u");
  }

  @Test
  void optionsOfATranslatorAreNotForALanguageModelsRecipe() throws IOException {
    Path text = Files.writeString(folder.resolve("book.txt"), "a b c\n".repeat(100));
    assertRefused(
        2,
        "srupp prepare: --min-words and --drop-duplicates are not for the recipe of a language"
            + " model",
        "prepare",
        "--text=" + text,
        "--min-words=3",
        "--drop-duplicates");
    assertRefused(
        2,
        "srupp train: --src, --tsv and --valid-src are not for the recipe of a language model",
        "train",
        "text",
        "--src=a",
        "--tsv=b",
        "--valid-src=c");
  }

  @Test
  void aFolderIsNotNamedBesideFiles() {
    assertRefused(
        2,
        "srupp train: --data and --src and --tgt name data twice, expected files of your own, or a"
            + " prepared folder with --data",
        "train",
        "--src=s",
        "--tgt=t",
        "--data=nowhere");
  }

  @Test
  void aFolderThatIsNotPreparedIsNamed() throws IOException {
    Path data = Files.createDirectory(folder.resolve("pkc"));
    assertRefused(
        1,
        "srupp: "
            + data
            + ": is no prepared folder (no prepared.json), and the corpus files reads no other with"
            + " --data; name text with --src FILE --tgt FILE, or name a folder that `srupp prepare`"
            + " made",
        "train",
        "files",
        "--data=" + data);
    for (String command : new String[] {"train", "prepare"}) {
      assertRefused(
          1,
          "srupp: nowhere: is no prepared folder (no prepared.json), and the corpus demo reads no"
              + " other with --data; leave --data out, or name a folder that `srupp prepare` made",
          command,
          "demo",
          "--data=nowhere",
          "data.trainPairs=50",
          "train.maxUpdates=1");
    }
  }
}
