package org.srupp.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointAverageTest {
  @TempDir Path folder;

  @Test
  void theMeanIsThatTakenByHand() {
    Path a =
        write(
            "a",
            TensorEntry.of("w", new float[] {1, 0, 0x1p30f}, 3),
            TensorEntry.of("n", new long[] {5}));
    Path b =
        write(
            "b",
            TensorEntry.of("w", new float[] {2, 0, 1}, 3),
            TensorEntry.of("n", new long[] {5}));
    Path c =
        write(
            "c",
            TensorEntry.of("w", new float[] {6, 1, -0x1p30f}, 3),
            TensorEntry.of("n", new long[] {5}));
    Path mean = folder.resolve("mean");
    CheckpointAverage.write(List.of(a, b, c), mean);
    try (SafetensorsFile read = SafetensorsFile.open(mean)) {
      // The last is 0 when summed in float: 2^30 swallows the 1.
      assertArrayEquals(
          new float[] {3, (float) (1 / 3.0), (float) (1 / 3.0)},
          read.tensor("w").data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
      assertEquals(5, read.tensor("n").data().get(ValueLayout.JAVA_LONG_UNALIGNED, 0));
      assertEquals(Map.of("of", "a"), read.metadata());
    }
  }

  @Test
  void halfPrecisionTypesAreAveragedAndRoundedToEven() {
    // bfloat16: 1 = 0x3f80, next 0x3f81, 0x3f82; the mean of neighbours is a tie. float16: 1 =
    // 0x3c00, 3 = 0x4200, 2 = 0x4000.
    Path a =
        write(
            "a",
            shorts("b", TensorType.BF16, 0x3f80, 0x3f81, 0xbf80),
            shorts("h", TensorType.F16, 0x3c00));
    Path b =
        write(
            "b",
            shorts("b", TensorType.BF16, 0x3f81, 0x3f82, 0xbf81),
            shorts("h", TensorType.F16, 0x4200));
    Path mean = folder.resolve("mean");
    CheckpointAverage.write(List.of(a, b), mean);
    try (SafetensorsFile read = SafetensorsFile.open(mean)) {
      assertArrayEquals(
          new short[] {0x3f80, 0x3f82, (short) 0xbf80},
          read.tensor("b").data().toArray(ValueLayout.JAVA_SHORT_UNALIGNED));
      assertArrayEquals(
          new short[] {0x4000}, read.tensor("h").data().toArray(ValueLayout.JAVA_SHORT_UNALIGNED));
    }
  }

  @Test
  void theMeanOfDoublesIsExactWhereADoubleIs() {
    Path a =
        write(
            "a",
            new TensorEntry(
                "d", TensorType.F64, new long[0], MemorySegment.ofArray(new double[] {0.1})));
    Path mean = folder.resolve("mean");
    CheckpointAverage.write(List.of(a, a), mean);
    try (SafetensorsFile read = SafetensorsFile.open(mean)) {
      assertEquals(0.1, Elements.get(TensorType.F64, read.tensor("d").data(), 0));
    }
  }

  @Test
  void modelsThatDifferAreRefused() {
    Path a = write("a", TensorEntry.of("w", new float[2], 2));
    Path b = write("b", TensorEntry.of("w", new float[2], 1, 2));
    assertRefused(
        b + " does not fit the model in " + a + ": w is F32 (1, 2), expected F32 (2)", a, b);
    Path n = write("n", TensorEntry.of("n", new long[] {5}));
    Path m = write("m", TensorEntry.of("n", new long[] {6}));
    assertRefused(
        m
            + ": tensor n (I64) differs from that in "
            + n
            + "; only floating-point tensors can be averaged",
        n,
        m);
    assertEquals(false, Files.exists(folder.resolve("mean")));
    var e =
        assertThrows(IllegalArgumentException.class, () -> CheckpointAverage.write(List.of(), a));
    assertEquals("an average needs at least one model", e.getMessage());
  }

  private void assertRefused(String message, Path... models) {
    var e =
        assertThrows(
            CheckpointException.class,
            () -> CheckpointAverage.write(List.of(models), folder.resolve("mean")));
    assertEquals(message, e.getMessage());
  }

  private Path write(String name, TensorEntry... tensors) {
    Path file = folder.resolve(name);
    SafetensorsWriter.write(file, List.of(tensors), Map.of("of", name));
    return file;
  }

  private static TensorEntry shorts(String name, TensorType dtype, int... bits) {
    short[] values = new short[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = (short) bits[i];
    }
    return new TensorEntry(name, dtype, new long[] {bits.length}, MemorySegment.ofArray(values));
  }
}
