package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aFileBeginsAsThoseOfTensorFlowDo() throws IOException {
    TensorBoardWriter.open(folder, 0, CLOCK).close();
    byte[] bytes = Files.readAllBytes(files().getFirst());
    // Length 24 and its masked checksum: the first twelve bytes of every event file that TensorFlow
    // writes.
    assertEquals("1800000000000000a37f4b22", HexFormat.of().formatHex(bytes, 0, 12));
    assertEquals("brain.Event:2", new String(bytes, 12 + 11, 13, StandardCharsets.US_ASCII));
  }

  @Test
  void scalarsAreTheProtocolBuffersOfTheirDefinition() throws IOException {
    try (TensorBoardWriter writer = TensorBoardWriter.open(folder, 299, CLOCK)) {
      writer.append(new MetricsRecord(300, 1, 2, Map.of(MetricKey.VALID_BLEU, 1.5)));
      writer.append(new MetricsRecord(301, 1, 2, Map.of()));
    }
    List<byte[]> events = events(files().getFirst());
    assertEquals(3, events.size());
    String time = "09" + HexFormat.of().formatHex(little(8).putDouble(1_700_000_000.5).array());
    // step 300 = ac 02; session_log (field 7) { status: START }
    assertEquals(time + "10ac02" + "3a02" + "0801", HexFormat.of().formatHex(events.get(1)));
    // summary (field 5) { value { tag: "valid/bleu" simple_value: 1.5 = 0x3fc00000 } }
    String tag = HexFormat.of().formatHex("valid/bleu".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        time + "10ac02" + "2a13" + "0a11" + "0a0a" + tag + "150000c03f",
        HexFormat.of().formatHex(events.get(2)));
  }

  @Test
  void aResumedRunWritesAnotherFile() throws IOException {
    TensorBoardWriter.open(folder, 0, CLOCK).close();
    TensorBoardWriter.open(folder, 7, CLOCK).close();
    assertEquals(2, files().size());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  /** Reads the records, and checks both checksums with one that is computed bit by bit. */
  private static List<byte[]> events(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(masked(length), in.getInt());
      byte[] event =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(event);
      assertEquals(masked(event), in.getInt());
      events.add(event);
    }
    return events;
  }

  @Test
  void theTestsOwnChecksumIsThatOfTheStandard() {
    assertArrayEquals(
        new int[] {0xe3069283},
        new int[] {
          crc32c("123456789".getBytes(StandardCharsets.US_ASCII))
        }); // RFC 3720's polynomial
  }

  private static int masked(byte[] bytes) {
    int crc = crc32c(bytes);
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static int crc32c(byte[] bytes) {
    int crc = -1;
    for (byte each : bytes) {
      crc ^= each & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ (0x82f63b78 & -(crc & 1));
      }
    }
    return ~crc;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
