package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are ended early leave no temporary files, killed ones leave them to the next. */
class TemporaryFilesTest {
  private static final int SECONDS = 60;

  @TempDir Path folder;
  private Path temporary;

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("srupp-")).toList();
    }
  }

  private Process start(String... args) throws Exception {
    String options = "-Djava.io.tmpdir=" + temporary;
    List<Path> before = left();
    Process process =
        TinyTraining.start(
            folder.resolve("out"), "export JAVA_TOOL_OPTIONS='" + options + "';", args);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (left().stream().filter(file -> !before.contains(file)).noneMatch(this::hasTokens)) {
      assertTrue(process.isAlive(), Files.readString(folder.resolve("out.err")));
      assertTrue(System.nanoTime() < end, "no temporary folder after " + SECONDS + " s");
      Thread.sleep(2);
    }
    return process;
  }

  private boolean hasTokens(Path made) {
    try (Stream<Path> files = Files.list(made)) {
      return files.anyMatch(file -> file.getFileName().toString().contains("tokens"));
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void evaluateLeavesNothing() throws Exception {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    String text = LanguageTrainTest.text(30_000);
    Path model = folder.resolve("model");
    TinyLanguageModel.saveBytes(model, text);
    Path data = Files.writeString(folder.resolve("text"), text);
    String[] evaluate = {"evaluate", "--model=" + model, "--data=" + data, "--threads=1"};
    Process killed = start(evaluate);
    killed.destroyForcibly().waitFor();
    assertEquals(1, left().size());
    Process ended = start(evaluate);
    ended.destroy();
    assertTrue(ended.waitFor(SECONDS, TimeUnit.SECONDS));
    assertNotEquals(0, ended.exitValue());
    assertEquals(List.of(), left());
  }

  @Test
  void shortlistLeavesNothing() throws Exception {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    Path model = folder.resolve("model");
    TinyTranslator.save(model);
    Path text = folder.resolve("text");
    Files.writeString(text, (String.join("\n", TinyTranslator.TEXT) + "\n").repeat(50_000));
    Process ended =
        start(
            "shortlist",
            model.toString(),
            "--src=" + text,
            "--tgt=" + text,
            "--out=" + folder.resolve("list"),
            "--threads=1");
    ended.destroy();
    assertTrue(ended.waitFor(SECONDS, TimeUnit.SECONDS));
    assertNotEquals(0, ended.exitValue());
    assertEquals(List.of(), left());
  }
}
