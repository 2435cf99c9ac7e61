package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void name() {
    folder = parent.resolve("runs/demo");
  }

  @Test
  void aNewRunHoldsItsRecipeAndNoLockAfterwards() throws IOException {
    try (RunFolder run = RunFolder.create(folder, "seed: 1\n")) {
      assertEquals("seed: 1\n", run.recipe());
      assertEquals(folder.resolve("model"), run.model());
      assertTrue(Files.exists(folder.resolve("run.lock")));
    }
    assertFalse(Files.exists(folder.resolve("run.lock")));
  }

  @Test
  void aRunIsNotOverwritten() {
    RunFolder.create(folder, "seed: 1\n").close();
    var e =
        assertThrows(IllegalArgumentException.class, () -> RunFolder.create(folder, "seed: 2\n"));
    assertEquals(
        folder
            + " already holds a run: add --resume to go on with it, or choose another folder with --out",
        e.getMessage());
  }

  @Test
  void onlyARunCanBeResumed() throws IOException {
    var e = assertThrows(IllegalArgumentException.class, () -> RunFolder.resume(folder));
    assertEquals(
        folder + " holds no run to resume (no recipe.yaml): leave out --resume to begin one",
        e.getMessage());
    RunFolder.create(folder, "seed: 1\n").close();
    Files.writeString(folder.resolve("run.json.tmp-77-1"), "half");
    try (RunFolder run = RunFolder.resume(folder)) {
      assertEquals("seed: 1\n", run.recipe());
      assertFalse(Files.exists(folder.resolve("run.json.tmp-77-1")));
    }
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    var e = assertThrows(IllegalArgumentException.class, () -> RunFolder.create(file, ""));
    assertEquals(file + " is a file: choose a folder with --out", e.getMessage());
  }

  @Test
  void twoTrainingsOfOneProcessDoNotShareAFolder() {
    try (RunFolder run = RunFolder.create(folder, "seed: 1\n")) {
      for (int attempt = 0; attempt < 2; attempt++) {
        var e = assertThrows(IllegalArgumentException.class, () -> RunFolder.resume(run.path()));
        assertTrue(
            e.getMessage()
                .matches(
                    "another training runs in \\Q"
                        + folder
                        + "\\E \\(process "
                        + ProcessHandle.current().pid()
                        + ", since [-0-9T:]+Z\\): wait until it ends, stop it, or choose another folder with --out"),
            e.getMessage());
      }
    }
    RunFolder.resume(folder).close();
  }

  @Test
  void aFolderIsTheSameUnderAnotherName() throws IOException {
    try (RunFolder run = RunFolder.create(folder, "seed: 1\n")) {
      Path link = Files.createSymbolicLink(parent.resolve("link"), run.path());
      assertThrows(IllegalArgumentException.class, () -> RunFolder.resume(link));
    }
  }

  @Test
  void aRefusalInTheSameProcessDoesNotLoosenTheLock() throws Exception {
    try (RunFolder run = RunFolder.create(folder, "seed: 1\n")) {
      assertThrows(IllegalArgumentException.class, () -> RunFolder.resume(run.path()));
      Files.delete(run.recipeFile()); // so that nothing but the lock can refuse the other process
      var e = assertThrows(IOException.class, () -> LockHolder.start(folder));
      assertTrue(e.getMessage().contains("another training runs in " + folder), e.getMessage());
    }
  }

  @Test
  void theLockOfAnotherProcessHoldsUntilThatIsKilled() throws Exception {
    Process other = LockHolder.start(folder);
    String pid = "process " + other.pid() + ",";
    var e = assertThrows(IllegalArgumentException.class, () -> RunFolder.resume(folder));
    assertTrue(e.getMessage().contains(pid), e.getMessage());
    other.destroyForcibly().waitFor();
    assertTrue(Files.readString(folder.resolve("run.lock")).startsWith(pid)); // stale now
    RunFolder.resume(folder).close();
  }

  @Test
  void anotherRecipeIsComparedLineByLine() {
    try (RunFolder run = RunFolder.create(folder, "seed: 1\ntrain:\n  steps: 10\n")) {
      assertEquals(List.of(), run.differences("seed: 1\ntrain:\n  steps: 10\n"));
      assertEquals(
          List.of(
              folder.resolve("recipe.yaml")
                  + ", line 3: the run has 'steps: 10', asked for is 'steps: 20'",
              folder.resolve("recipe.yaml")
                  + ", line 4: the run has 'nothing', asked for is 'batch: 3'"),
          run.differences("seed: 1\ntrain:\n  steps: 20\n  batch: 3\n"));
      List<String> many = run.differences("x\n".repeat(14));
      assertEquals(11, many.size());
      assertEquals("and 4 more lines", many.getLast());
    }
  }
}
