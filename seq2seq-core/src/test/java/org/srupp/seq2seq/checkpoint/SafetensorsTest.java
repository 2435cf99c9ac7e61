package org.srupp.seq2seq.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void everythingWrittenIsReadBack() {
    List<TensorEntry> tensors =
        List.of(
            bytes("odd", TensorType.U8, 3, 3),
            bytes("encoder.0.w", TensorType.F32, 15, 3, 5),
            bytes("scalar", TensorType.F64, 1),
            bytes("none", TensorType.BF16, 0, 4, 0, 7),
            bytes("half \"ü\"\n", TensorType.F16, 7, 7),
            bytes("steps", TensorType.I64, 2, 2, 1),
            bytes("flag", TensorType.BOOL, 1, 1, 1, 1));
    Path file = write(tensors, Map.of("architecture", "srupp", "ä", "\u2028 \\"));
    try (SafetensorsFile read = SafetensorsFile.open(file, SafetensorsFile.Checksum.REQUIRED)) {
      assertEquals(tensors.stream().map(TensorEntry::name).toList(), read.names());
      assertEquals(Map.of("architecture", "srupp", "ä", "\u2028 \\"), read.metadata());
      for (TensorEntry tensor : tensors) {
        TensorEntry found = read.tensor(tensor.name());
        assertEquals(tensor.layout(), found.layout());
        assertArrayEquals(toBytes(tensor), toBytes(found));
      }
      assertTrue(read.tensor("odd").data().isReadOnly());
      assertEquals(
          file + " has no tensor w",
          assertThrows(IllegalArgumentException.class, () -> read.tensor("w")).getMessage());
    }
  }

  @Test
  void theDataBeginsAtAMultipleOfEightAndEveryTensorAtOneOfItsElement() throws IOException {
    for (int name = 1; name <= 9; name++) {
      Path file =
          write(
              List.of(
                  bytes("x".repeat(name), TensorType.U8, 5, 5), bytes("wide", TensorType.F64, 3, 3),
                  bytes("narrow", TensorType.F16, 3, 3), bytes("middle", TensorType.I32, 3, 3)),
              Map.of());
      assertEquals(0, headerLength(file) % 8);
      try (SafetensorsFile read = SafetensorsFile.open(file)) {
        long start = read.tensor("wide").data().address();
        assertEquals(24, read.tensor("middle").data().address() - start);
        assertEquals(36, read.tensor("narrow").data().address() - start);
        assertEquals(42, read.tensor("x".repeat(name)).data().address() - start);
      }
      Files.delete(file);
    }
  }

  @Test
  void aFileWrittenByHandFromTheFormatIsAccepted() throws IOException {
    Path file =
        file(
            "{\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[1,5]},"
                + "\"a\":{\"data_offsets\":[0,1],\"dtype\":\"U8\",\"shape\":[1]}}   ",
            new byte[] {7, 0, 0, (byte) 0x80, 0x3f});
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertEquals(List.of("b", "a"), read.names());
      assertEquals(1f, Elements.get(TensorType.F32, read.tensor("b").data(), 0));
      assertEquals(7, read.tensor("a").data().get(ValueLayout.JAVA_BYTE, 0));
    }
    assertRefused(
        file,
        " has no checksum srupp.crc32c: it is damaged or srupp did not write it",
        SafetensorsFile.Checksum.REQUIRED);
  }

  @Test
  void theWrittenBytesAreThoseOfTheFormat() throws IOException {
    Path file = write(List.of(TensorEntry.of("w", new float[] {1, -2}, 2)), Map.of("k", "v"));
    byte[] bytes = Files.readAllBytes(file);
    String header = new String(bytes, 8, (int) headerLength(file), UTF_8);
    assertTrue(
        header.matches(
            "\\{\"__metadata__\":\\{\"srupp.crc32c\":\"[0-9a-f]{8}\",\"k\":\"v\"},"
                + "\"w\":\\{\"dtype\":\"F32\",\"shape\":\\[2],\"data_offsets\":\\[0,8]}} *"),
        header);
    ByteBuffer data =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(bytes.length - 8);
    assertEquals(1f, data.getFloat());
    assertEquals(-2f, data.getFloat());
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    Path file = write(List.of(bytes("w", TensorType.F32, 15, 3, 5)), Map.of());
    byte[] whole = Files.readAllBytes(file);
    long header = headerLength(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      String message =
          assertThrows(CheckpointException.class, () -> SafetensorsFile.open(file)).getMessage();
      String expected =
          length < 8
              ? " is not a safetensors file or truncated: found "
                  + length
                  + " bytes, expected at least 8"
              : length < 8 + header
                  ? " is truncated: found "
                      + length
                      + " bytes, expected at least "
                      + (8 + header)
                      + " for its header"
                  : " is truncated: found " + length + " bytes, expected " + whole.length;
      assertEquals(file + expected, message);
    }
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    Path file = write(List.of(bytes("w", TensorType.F32, 6, 2, 3)), Map.of("k", "v"));
    byte[] bytes = Files.readAllBytes(file);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bytes);
      String message =
          assertThrows(
                  CheckpointException.class,
                  () -> SafetensorsFile.open(file, SafetensorsFile.Checksum.REQUIRED),
                  "bit " + bit)
              .getMessage();
      assertTrue(message.startsWith(file.toString()), message);
      if (bit / 8 >= bytes.length - 24) {
        assertTrue(
            message.matches(".* is damaged: its CRC-32C is \\w{8}, expected \\w{8} .*"), message);
      }
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]      | is not a safetensors file: its header does not begin with '{'",
        "{\"a\":  | is not a safetensors file: its header is not JSON: Unexpected end-of-input",
        "{} {}    | is not a safetensors file: something follows the JSON of its header",
        "{\"a\":1}| : tensor a: unknown dtype , expected one of [F64, F32",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}} | : tensor a: unknown dtype \"F31\", expected",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}   | : tensor a: shape is not a list of sizes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|"
            + " : tensor a: shape has -2 where a size from 0 up is expected",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}|"
            + " : tensor a: shape has 2.0 where a size from 0 up is expected",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} |"
            + " : tensor a: F32 (3) needs 12 bytes, data_offsets give it 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,3],\"data_offsets\":[0,8]}} |"
            + " : tensor a: F32 (9223372036854775807, 3) is larger than any file",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} |"
            + " : tensor a: data_offsets [8, 0] are not a begin and an end",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}} |"
            + " : tensor a: data_offsets [0, 8, 8] are not a begin and an end",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} |"
            + " : tensor a begins at byte 4 of the data, the tensor before ends at 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} |"
            + " : tensor b begins at byte 4 of the data, inside the tensor before, which ends at 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | has bytes that belong to no tensor: found",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}} |"
            + " is truncated: found 105 bytes, expected 9223372036854775904",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | : tensor a stands twice in the header",
        "{\"__metadata__\":3} | : __metadata__ is not an object of texts",
        "{\"__metadata__\":{\"k\":3}} | : __metadata__.k is not a text",
      })
  void everyMistakeOfAHeaderIsNamed(String header, String message) throws IOException {
    Path file = file(header.strip(), new byte[8]);
    assertRefused(
        file,
        message.startsWith(":") ? message : " " + message,
        SafetensorsFile.Checksum.IF_PRESENT);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100_000_001, Long.MAX_VALUE, -1})
  void anAbsurdHeaderLengthIsRefusedBeforeItIsRead(long length) throws IOException {
    Path file = folder.resolve("absurd");
    Files.write(
        file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    assertRefused(
        file,
        " is not a safetensors file: it announces a header of "
            + Long.toUnsignedString(length)
            + " bytes, expected 2 to 100000000",
        SafetensorsFile.Checksum.IF_PRESENT);
  }

  @Test
  void randomDamageOfAHeaderNeverGivesAnythingButARefusalOrAWholeFile() throws IOException {
    String good = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    String letters = "{}[]\":,0123456789aF-.e \u0000\u00ff";
    var random = new SplittableRandom(42);
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      StringBuilder header = new StringBuilder(good);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(1, header.length());
        switch (random.nextInt(3)) {
          case 0 -> header.deleteCharAt(at);
          case 1 -> header.insert(at, letters.charAt(random.nextInt(letters.length())));
          default -> header.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
        }
      }
      try (SafetensorsFile read = SafetensorsFile.open(file(header.toString(), new byte[8]))) {
        assertEquals(
            8,
            read.tensors().stream().mapToLong(t -> t.data().byteSize()).sum(),
            header.toString());
      } catch (CheckpointException e) {
        refused++;
      }
    }
    assertTrue(refused > 500, "refused only " + refused);
  }

  @Test
  void aHeaderNestedTooDeepIsRefused() throws IOException {
    Path file = file("{\"a\":" + "[".repeat(200_000), new byte[0]);
    assertRefused(
        file,
        " is not a safetensors file: its header is not JSON: Document nesting depth (1001) exceeds",
        SafetensorsFile.Checksum.IF_PRESENT);
  }

  @Test
  void aMissingFileAndAFolderAreNamed() {
    assertRefused(folder.resolve("no"), " does not exist", SafetensorsFile.Checksum.IF_PRESENT);
    assertRefused(folder, " is not a file", SafetensorsFile.Checksum.IF_PRESENT);
  }

  @Test
  void namesThatCannotStandInAFileAreRefused() {
    TensorEntry w = TensorEntry.of("w", new float[1], 1);
    assertWriteRefused("two tensors are named w", List.of(w, w), Map.of());
    assertWriteRefused(
        "a tensor cannot be named __metadata__, the format uses that name",
        List.of(TensorEntry.of("__metadata__", new float[1], 1)),
        Map.of());
    assertWriteRefused(
        "metadata name srupp.crc32c is filled in by the writer",
        List.of(w),
        Map.of("srupp.crc32c", "0"));
  }

  @Test
  void anEntryWhoseMemoryDoesNotMatchItsShapeIsRefused() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> TensorEntry.of("w", new float[5], 2, 3));
    assertEquals("tensor w: F32 (2, 3) needs 24 bytes, found 20", e.getMessage());
  }

  /** Offsets past 2^31 and 2^32 must survive; the file is all holes, so it takes no room. */
  @Test
  void tensorsPastFourGibibytesAreFound() throws IOException {
    long large = (1L << 32) + 24;
    Path file =
        file(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":["
                + large
                + "],\"data_offsets\":[0,"
                + large
                + "]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":["
                + large
                + ","
                + (large + 1)
                + "]}}",
            new byte[0]);
    try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(Files.size(file) + large).write(ByteBuffer.wrap(new byte[] {5}));
    }
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertEquals(large, read.tensor("a").data().byteSize());
      assertEquals(5, read.tensor("b").data().get(ValueLayout.JAVA_BYTE, 0));
    }
  }

  @Test
  void nativeMemoryLargerThanTheBufferIsWrittenWhole() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate((3 << 20) + 5);
      for (long i = 0; i < data.byteSize(); i++) {
        data.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 31 >> 3));
      }
      Path file =
          write(
              List.of(new TensorEntry("w", TensorType.U8, new long[] {data.byteSize()}, data)),
              Map.of());
      try (SafetensorsFile read = SafetensorsFile.open(file)) {
        assertEquals(-1, data.mismatch(read.tensor("w").data()));
      }
    }
  }

  private void assertWriteRefused(
      String message, List<TensorEntry> tensors, Map<String, String> metadata) {
    var e = assertThrows(IllegalArgumentException.class, () -> write(tensors, metadata));
    assertEquals(message, e.getMessage());
  }

  private static void assertRefused(Path file, String message, SafetensorsFile.Checksum checksum) {
    String found =
        assertThrows(CheckpointException.class, () -> SafetensorsFile.open(file, checksum))
            .getMessage();
    assertTrue(found.startsWith(file + message), found + " does not begin with " + file + message);
  }

  private Path write(List<TensorEntry> tensors, Map<String, String> metadata) {
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(file, tensors, metadata);
    return file;
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(
        folder.resolve("hand.safetensors"), bytes.putLong(text.length).put(text).put(data).array());
  }

  private static long headerLength(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static TensorEntry bytes(String name, TensorType dtype, int elements, long... shape) {
    byte[] bytes = new byte[elements * dtype.bytes()];
    new SplittableRandom(name.hashCode()).nextBytes(bytes);
    return new TensorEntry(name, dtype, shape, MemorySegment.ofArray(bytes));
  }

  private static byte[] toBytes(TensorEntry tensor) {
    return tensor.data().toArray(ValueLayout.JAVA_BYTE);
  }
}
