package org.srupp.seq2seq.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.testkit.PickleWriter;
import org.srupp.testkit.TorchCheckpoint;
import org.srupp.testkit.TorchZip;

class TorchFileErrorsTest {
  private static final String REFUSED = "; nothing of it was run or kept; expected a state dict";

  @TempDir Path folder;

  @Test
  void whatIsNoCheckpointIsRefused() throws IOException {
    String notOne =
        "FILE is not a PyTorch checkpoint: expected the zip archive that torch.save writes";
    assertRefused(notOne, "hello, world".getBytes(ISO_8859_1));
    assertRefused(notOne, new byte[0]);
    byte[] legacy = new byte[500];
    byte[] magic = {
      (byte) 0x80,
      2,
      (byte) 0x8a,
      10,
      0x6c,
      (byte) 0xfc,
      (byte) 0x9c,
      0x46,
      (byte) 0xf9,
      0x20,
      0x6a,
      (byte) 0xa8,
      0x50,
      0x19,
      '.'
    };
    System.arraycopy(magic, 0, legacy, 0, magic.length);
    assertRefused(
        "FILE is in the format of PyTorch before 1.6; convert it in Python first:"
            + " torch.save(torch.load(FILE, map_location=\"cpu\"), NEW)",
        legacy);
    assertRefused(
        "cannot read FILE: it is a zip archive without data.pkl, which torch.save writes into a"
            + " folder",
        new TorchZip(false).add("notes.txt", legacy).bytes());
    assertRefused(
        "cannot read FILE: it is a TorchScript program, expected tensors; save model.state_dict()"
            + " in Python",
        new TorchZip(false).add("a/data.pkl", legacy).add("a/constants.pkl", legacy).bytes());
    assertEquals(
        folder + "/none.pt does not exist",
        assertThrows(CheckpointException.class, () -> TorchFile.open(folder.resolve("none.pt")))
            .getMessage());
    assertEquals(
        folder + " is not a file",
        assertThrows(CheckpointException.class, () -> TorchFile.open(folder)).getMessage());
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = small(TorchCheckpoint.named("t"));
    for (int length = 0; length < whole.length; length++) {
      Path file = file(Arrays.copyOf(whole, length));
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> TorchFile.open(file), "at " + length);
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
    assertRefused(
        "cannot read FILE: its directory, which is the last thing in a zip archive, is missing",
        Arrays.copyOf(whole, whole.length - 1));
  }

  @Test
  void flippedBytesNeverDoWorseThanARefusal() throws IOException {
    byte[] whole = small(TorchCheckpoint.named("t").wide());
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 3_000; trial++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
      }
      Path file = file(damaged);
      try (TorchFile read = TorchFile.open(file)) {
        read.layouts().keySet().forEach(read::tensor);
      } catch (CheckpointException refused) {
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
      }
    }
  }

  @Test
  void tensorsThatReachOutOfTheirStorageAreRefused() throws IOException {
    String fit = " does not fit in a storage of 2 elements";
    assertTensorRefused(
        "a tensor of sizes [3], strides [1] and offset 0" + fit, 0, new long[] {3}, 1);
    assertTensorRefused(
        "a tensor of sizes [1], strides [1] and offset 2" + fit, 2, new long[] {1}, 1);
    assertTensorRefused(
        "a tensor of sizes [1], strides [1] and offset -1" + fit, -1, new long[] {1}, 1);
    assertTensorRefused(
        "a tensor of sizes [2], strides [-1] and offset 1" + fit, 1, new long[] {2}, -1);
    assertTensorRefused("a tensor of sizes past 2^63", 0, new long[] {1L << 62}, 4);
    assertTensorRefused("a tensor of 2 sizes and 1 strides", 0, new long[] {1, 1}, 1);
  }

  private void assertTensorRefused(String message, long offset, long[] shape, long stride)
      throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("t");
    String key = writer.storage(1, 2);
    Object tensor = writer.view("FloatStorage", key, 2, offset, shape, new long[] {stride});
    Path file = file(writer.save(Map.of("w", tensor)));
    String found = assertThrows(CheckpointException.class, () -> TorchFile.open(file)).getMessage();
    assertTrue(found.endsWith(message + REFUSED), found);
  }

  @Test
  void aStorageMustHaveTheSizeThatItClaims() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("t");
    long[] one = {1};
    String key = writer.storage(1, 2);
    Map<String, Object> tensors = new LinkedHashMap<>();
    tensors.put("huge", writer.view("FloatStorage", key, 1L << 60, 0, new long[] {1L << 59}, one));
    tensors.put("missing", writer.view("FloatStorage", "9", 1, 0, one, one));
    Path file = file(writer.save(tensors));
    try (TorchFile read = TorchFile.open(file)) {
      assertEquals(
          file
              + ": tensor huge: t/data/0 has 8 bytes, expected 1152921504606846976 elements of F32",
          assertThrows(CheckpointException.class, () -> read.tensor("huge")).getMessage());
      assertEquals(
          file + ": tensor missing: entry t/data/9 is missing",
          assertThrows(CheckpointException.class, () -> read.tensor("missing")).getMessage());
      assertEquals(
          file + " has no tensor w",
          assertThrows(IllegalArgumentException.class, () -> read.tensor("w")).getMessage());
    }
  }

  @Test
  void damagedValuesAreFoundByTheirChecksum() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("t");
    float[] values = {1, 2, 3};
    byte[] bytes = writer.save(Map.of("w", writer.floats(values, 3)));
    int at = new String(bytes, ISO_8859_1).indexOf("\u0000\u0000\u0080?\u0000\u0000\u0000@");
    bytes[at + 3] = 0;
    Path file = file(bytes);
    try (TorchFile read = TorchFile.open(file)) {
      String message = assertThrows(CheckpointException.class, () -> read.tensor("w")).getMessage();
      assertTrue(
          message.startsWith(file + ": tensor w: entry t/data/0 is damaged: its CRC-32 is "),
          message);
    }
  }

  @Test
  void entriesThatTheDirectoryLiesAboutAreRefused() throws IOException {
    byte[] pickle = PickleWriter.pickle(Map.of());
    assertRefused(
        "cannot read FILE: entry t/data.pkl is compressed, expected it stored as it is, as"
            + " torch.save does",
        new TorchZip(false).add("t/data.pkl", pickle, 8, 0, pickle.length).bytes());
    assertRefused(
        "cannot read FILE: t/data.pkl has 67108865 bytes, expected at most 67108864",
        new TorchZip(false).add("t/data.pkl", new byte[(1 << 26) + 1]).bytes());
    byte[] claims = new TorchZip(true).add("t/data.pkl", pickle, 0, 0, 1L << 50).bytes();
    assertRefused(
        "cannot read FILE: entry t/data.pkl should have 1125899906842624 bytes at 64, the file"
            + " ends at "
            + claims.length,
        claims);
    assertRefused(
        "cannot read FILE: entry t/data.pkl stands twice in the directory",
        new TorchZip(false).add("t/data.pkl", pickle).add("t/data.pkl", pickle).bytes());
  }

  private void assertRefused(String message, byte[] bytes) throws IOException {
    Path file = file(bytes);
    CheckpointException e = assertThrows(CheckpointException.class, () -> TorchFile.open(file));
    assertEquals(message, e.getMessage().replace(file.toString(), "FILE"));
  }

  private static byte[] small(TorchCheckpoint writer) {
    Object tensor = writer.floats(new float[] {1, 2}, 2);
    return writer.save(writer.stateDict(Map.of("w", tensor), ""));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.pt"), bytes);
  }
}
