package org.srupp.recipes.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.run.DataFile;

class PreparedFolderTest {
  @TempDir Path folder;
  private final List<String> ran = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private Path out;
  private Path partial;

  @BeforeEach
  void names() {
    out = folder.resolve("out");
    partial = folder.resolve("out.partial");
  }

  private static PreparationKey key(String lowercase, String hash) {
    return new PreparationKey(
        new TreeMap<>(Map.of("data.lowercase", lowercase, "data.seed", "1")),
        List.of(new DataFile("some/file", 5, 1, hash)));
  }

  private static final PreparationKey KEY = key("true", "abc");

  private void stage(Stages stages, String name) throws IOException {
    stages.run(
        name,
        () -> {
          ran.add(name);
          Files.writeString(stages.folder().resolve(name), "by " + name);
        });
  }

  private void make(PreparationKey key, String... names) throws IOException {
    PreparedFolder.make(
        out,
        key,
        log::add,
        stages -> {
          for (String name : names) {
            if (name.equals("fails")) {
              throw new IOException("No space left on device");
            }
            stage(stages, name);
          }
        });
  }

  private List<String> files(Path in) throws IOException {
    try (var files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderIsThereOnlyWhenItIsWhole() throws IOException {
    PreparedFolder.make(
        out,
        KEY,
        log::add,
        stages -> {
          stage(stages, "one");
          assertFalse(Files.exists(out));
          stage(stages, "two");
        });
    assertEquals(List.of("one", "prepared.json", "two"), files(out));
    assertEquals(List.of("out"), files(folder));
    assertTrue(PreparedFolder.isPrepared(out));
    assertEquals(KEY, PreparedFolder.key(out));
    assertEquals(List.of(), log);
  }

  @Test
  void finishedStagesAreNotDoneAgain() throws IOException {
    assertEquals(
        "cannot prepare "
            + out
            + ": No space left on device; what was finished is in "
            + partial
            + ", the same command goes on from there",
        assertThrows(UncheckedIOException.class, () -> make(KEY, "one", "fails")).getMessage());
    assertFalse(Files.exists(out));
    make(KEY, "one", "two");
    assertEquals(List.of("one", "two"), ran);
    assertEquals(
        List.of(
            "goes on with what an interrupted preparation left in " + partial, "one: done before"),
        log);
    assertEquals(List.of("one", "prepared.json", "two"), files(out));
  }

  @Test
  void anInterruptedStageIsDoneAgain() throws IOException {
    assertThrows(
        IllegalStateException.class,
        () ->
            PreparedFolder.make(
                out,
                KEY,
                log::add,
                stages ->
                    stages.run(
                        "one",
                        () -> {
                          Files.writeString(stages.folder().resolve("one"), "half");
                          throw new IllegalStateException("killed");
                        })));
    make(KEY, "one");
    assertEquals("by one", Files.readString(out.resolve("one")));
  }

  @Test
  void otherSettingsOrInputsBeginAnew() throws IOException {
    for (PreparationKey other : List.of(key("false", "abc"), key("true", "def"))) {
      assertThrows(UncheckedIOException.class, () -> make(other, "stray", "fails"));
      ran.clear();
      make(KEY, "one");
      assertEquals(List.of("one"), ran);
      assertEquals(List.of("one", "prepared.json"), files(out));
      for (String file : files(out)) {
        Files.delete(out.resolve(file));
      }
    }
  }

  @Test
  void whatIsPreparedIsLeftAlone() throws IOException {
    make(KEY, "one");
    make(new PreparationKey(KEY.settings(), List.of(new DataFile("moved", 5, 1, "abc"))), "one");
    assertEquals(List.of("one"), ran);
    assertEquals(List.of(out + " is prepared already"), log);
    assertEquals(
        out
            + " was prepared otherwise: data.lowercase was true, asked for is false; its input files"
            + " were others, or have changed since; choose another folder with --out, or delete it",
        assertThrows(IllegalArgumentException.class, () -> make(key("false", "def"), "one"))
            .getMessage());
  }

  @Test
  void whatSomebodyElseMadeIsLeftAlone() throws IOException {
    Files.createDirectory(out);
    make(KEY, "one");
    Path other = Files.createDirectories(folder.resolve("other/inner")).getParent();
    assertEquals(
        other
            + " exists and was not made by prepare (no prepared.json): choose another folder with"
            + " --out",
        assertThrows(
                IllegalArgumentException.class,
                () -> PreparedFolder.make(other, KEY, log::add, stages -> {}))
            .getMessage());
    Path file = Files.createFile(folder.resolve("file"));
    assertThrows(
        IllegalArgumentException.class,
        () -> PreparedFolder.make(file, KEY, log::add, stages -> {}));
  }

  @Test
  void twoPreparationsDoNotShareAFolder() throws IOException {
    PreparedFolder.make(
        out,
        KEY,
        log::add,
        stages ->
            assertEquals(
                "another process prepares "
                    + partial
                    + ": wait until it ends, stop it, or choose another folder with --out",
                assertThrows(IllegalArgumentException.class, () -> make(KEY, "one")).getMessage()));
    assertEquals(List.of("prepared.json"), files(out));
  }

  @Test
  void aPreparedFolderIsTakenOver() throws IOException {
    make(KEY, "one", "two");
    Path copy = folder.resolve("run/data");
    PreparedFolder.takeOver(out, KEY.settings(), copy);
    assertEquals(List.of("one", "prepared.json", "two"), files(copy));
    assertEquals("by two", Files.readString(copy.resolve("two")));
    assertEquals(KEY, PreparedFolder.key(copy));
    assertEquals(
        out
            + " was prepared otherwise: data.lowercase was true, asked for is false; prepare it"
            + " again with these settings, or train with those",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    PreparedFolder.takeOver(
                        out, key("false", "x").settings(), folder.resolve("other")))
            .getMessage());
  }

  @Test
  void damagedMarkersAreNamed() throws IOException {
    make(KEY, "one");
    Path marker = out.resolve("prepared.json");
    Files.writeString(marker, "{");
    assertTrue(
        assertThrows(IOException.class, () -> PreparedFolder.key(out))
            .getMessage()
            .startsWith(marker + ": is damaged ("));
    Files.writeString(marker, "{\"version\": 9}");
    assertEquals(
        marker + ": has version 9, this program reads version 1; prepare the corpus again",
        assertThrows(IOException.class, () -> PreparedFolder.key(out)).getMessage());
  }
}
