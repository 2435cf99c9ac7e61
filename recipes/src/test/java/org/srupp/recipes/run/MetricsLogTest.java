package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.srupp.recipes.run.MetricKey.TRAIN_LOSS;
import static org.srupp.recipes.run.MetricKey.VALID_BLEU;
import static org.srupp.recipes.run.MetricKey.VALID_LOSS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsLogTest {
  private static final String[] LINES = {
    "{\"step\":10,\"epoch\":1,\"elapsed_seconds\":1.5,\"train_loss\":4.25}\n",
    "{\"step\":20,\"epoch\":1,\"elapsed_seconds\":3.0,\"train_loss\":null,\"valid_loss\":0.1,\"valid_bleu\":12.0,"
        + "\"samples\":[{\"source\":\"Ü \\\"a\\\"\",\"reference\":\"b\",\"translation\":\"c\\n\"}]}\n",
    "{\"step\":30,\"epoch\":2,\"elapsed_seconds\":4.5,\"train_loss\":3.5}\n"
  };

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("log.jsonl");
    try (MetricsLog log = MetricsLog.open(file, 0)) {
      log.append(new MetricsRecord(10, 1, 1.5, Map.of(TRAIN_LOSS, 4.25)));
      log.append(
          new MetricsRecord(
              20,
              1,
              3,
              Map.of(TRAIN_LOSS, Double.NaN, VALID_LOSS, 0.1, VALID_BLEU, 12.0),
              List.of(new SampleTranslation("Ü \"a\"", "b", "c\n"))));
      log.append(new MetricsRecord(30, 2, 4.5, Map.of(TRAIN_LOSS, 3.5)));
    }
  }

  @Test
  void everyRecordIsOneLineOfTheDocumentedNames() throws IOException {
    assertEquals(String.join("", LINES), Files.readString(file));
  }

  @Test
  void everyRecordIsReadBack() {
    List<MetricsRecord> records = MetricsLog.read(file);
    assertEquals(3, records.size());
    assertEquals(new MetricsRecord(10, 1, 1.5, Map.of(TRAIN_LOSS, 4.25)), records.get(0));
    assertEquals(
        Map.of(TRAIN_LOSS, Double.NaN, VALID_LOSS, 0.1, VALID_BLEU, 12.0), records.get(1).values());
    assertEquals(List.of(new SampleTranslation("Ü \"a\"", "b", "c\n")), records.get(1).samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 10, 19, 20, 29, 30, 99})
  void resumingKeepsWhatWasKnownAtTheStep(int step) throws IOException {
    try (MetricsLog log = MetricsLog.open(file, step)) {
      log.append(new MetricsRecord(step + 1, 3, 9, Map.of()));
    }
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < Math.min(step / 10, 3); i++) {
      expected.append(LINES[i]);
    }
    expected.append("{\"step\":" + (step + 1) + ",\"epoch\":3,\"elapsed_seconds\":9.0}\n");
    assertEquals(expected.toString(), Files.readString(file));
  }

  @Test
  void aHalfWrittenLastLineIsDroppedWhereverItWasCut() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int lastLine = whole.length - LINES[2].length();
    for (int length = lastLine; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertEquals(2, MetricsLog.read(file).size());
      MetricsLog.open(file, 99).close();
      assertEquals(lastLine, Files.size(file));
    }
  }

  @Test
  void zerosThatAPowerCutLeftAreDropped() throws IOException {
    Files.writeString(file, LINES[0] + "\0\0\0\n");
    MetricsLog.open(file, 99).close();
    assertEquals(LINES[0], Files.readString(file));
  }

  @Test
  void aDamagedLineInTheMiddleIsNamed() throws IOException {
    Files.writeString(file, LINES[0] + "{\"step\":\n" + LINES[2]);
    var e = assertThrows(UncheckedIOException.class, () -> MetricsLog.open(file, 99));
    assertEquals(file + ", line 2: not a record of a training; delete that line", e.getMessage());
    Files.writeString(file, "{\"epoch\":1}\n" + LINES[2]);
    e = assertThrows(UncheckedIOException.class, () -> MetricsLog.read(file));
    assertEquals(file + ", line 1: not a record of a training; delete that line", e.getMessage());
  }

  @Test
  @EnabledOnOs(OS.LINUX) // the device exists there only
  void aFullDiskIsOneSentenceThatSaysWhatToDo() throws IOException {
    Path full = Path.of("/dev/full");
    var e =
        assertThrows(
            UncheckedIOException.class,
            () -> {
              try (MetricsLog log =
                  new MetricsLog(full, FileChannel.open(full, StandardOpenOption.WRITE))) {
                log.append(new MetricsRecord(1, 1, 1, Map.of()));
              }
            });
    assertEquals(
        "cannot append to "
            + full
            + ": No space left on device; the checkpoints are whole: make room and go on with --resume",
        e.getMessage());
  }

  @Test
  void aMissingLogIsNamed() {
    Path none = folder.resolve("none.jsonl");
    var e = assertThrows(UncheckedIOException.class, () -> MetricsLog.read(none));
    assertEquals("cannot read " + none + ": no such file or folder", e.getMessage());
  }
}
