package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void tenSentencesTheScoreAndTheNextFreeFolder() throws Exception {
    Files.createDirectories(folder.resolve("runs/demo")); // of an earlier demo
    List<String> words = new ArrayList<>(List.of("demo"));
    TinyTraining.SIZES.stream().filter(word -> !word.startsWith("--")).forEach(words::add);
    words.addAll(
        List.of(
            "data.trainPairs=300",
            "data.validPairs=20",
            "data.testPairs=20",
            "train.maxUpdates=20",
            "train.validateEvery=20"));
    Path name = folder.resolve("demo");
    CommandRun run =
        TinyTraining.end(name, TinyTraining.start(name, "", words.toArray(String[]::new)));
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("Held-out sentences:", lines.get(0));
    for (String label : List.of("source", "translation", "reference")) {
      long count = lines.stream().filter(line -> line.startsWith("  " + label)).count();
      assertEquals(10, count, run.out());
    }
    List<String> end = lines.subList(lines.size() - 4, lines.size());
    assertTrue(
        end.get(0).startsWith("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp"), end.get(0));
    assertEquals("expected: 90 or more; this run stayed below", end.get(1));
    assertEquals("Translate: ./srupp translate --model runs/demo-2", end.get(2));
    assertEquals("Report:    runs/demo-2/report.html", end.get(3));
    assertTrue(Files.isRegularFile(folder.resolve("runs/demo-2/report.html")));
    words.add("--resume");
    CommandRun again =
        TinyTraining.end(name, TinyTraining.start(name, "", words.toArray(String[]::new)));
    assertEquals(0, again.code(), again.err());
    assertTrue(again.err().contains("srupp: going on with runs/demo-2\n"), again.err());
    assertTrue(again.err().contains("resumed at step 20"), again.err());
    assertTrue(again.out().contains("Translate: ./srupp translate --model runs/demo-2\n"));
  }

  @Test
  void withoutADemoThereIsNoneToResume() throws Exception {
    Path name = folder.resolve("demo");
    CommandRun run =
        TinyTraining.end(name, TinyTraining.start(name, "", new String[] {"demo", "--resume"}));
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .endsWith(
                "srupp: runs holds no demo to resume: leave out --resume to begin one, or name its"
                    + " folder with --out\n"),
        run.err());
  }

  @Test
  void trainOfARecipeWithoutAFolderIsInRunsUnderItsName() throws Exception {
    List<String> words = new ArrayList<>(List.of("train", "demo", "--device=cpu"));
    words.addAll(TinyTraining.SIZES);
    words.addAll(
        List.of(
            "data.trainPairs=60",
            "data.validPairs=5",
            "data.testPairs=5",
            "train.maxUpdates=2",
            "train.validateEvery=2"));
    String[] command = words.toArray(String[]::new);
    Path name = folder.resolve("train");
    CommandRun first = TinyTraining.end(name, TinyTraining.start(name, "", command));
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().endsWith("\nruns/demo\n"), first.out());
    assertTrue(Files.isRegularFile(folder.resolve("runs/demo/report.html")));
    CommandRun second = TinyTraining.end(name, TinyTraining.start(name, "", command));
    assertEquals(1, second.code());
    assertTrue(
        second.err().contains("srupp: runs/demo already holds a run: add --resume"), second.err());
    words.add("--resume");
    CommandRun third =
        TinyTraining.end(name, TinyTraining.start(name, "", words.toArray(String[]::new)));
    assertEquals(0, third.code(), third.err());
    assertTrue(third.err().contains("resumed at step 2"), third.err());
  }
}
