package org.srupp.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.testkit.TorchCheckpoint;

class TorchFileTest {
  private static final float[] WEIGHT = {-1, -0.5f, 0, 0.5f, 1, 1.5f};
  private static final float[] BIAS = {0.25f, -3};

  @TempDir Path folder;

  /**
   * The file that PyTorch 1.13.0 itself writes for this layer:
   *
   * <pre>
   *   m = torch.nn.Linear(3, 2)
   *   with torch.no_grad():
   *       m.weight.copy_(torch.arange(6.).reshape(2, 3) * 0.5 - 1)
   *       m.bias.copy_(torch.tensor([0.25, -3.]))
   *   torch.save(m.state_dict(), "ref.pt")
   * </pre>
   */
  @Test
  void theTestsWriteTheBytesThatPytorchWrites() throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(linear());
    assertEquals(
        "de1db0cf63c297d79457d0f597a7d293516da5736a4dd0ba5db9a34a15a9ca20",
        HexFormat.of().formatHex(digest));
  }

  @Test
  void aStateDictComesBackInItsOrder() throws IOException {
    try (TorchFile file = open(linear())) {
      assertEquals(List.of("weight", "bias"), List.copyOf(file.layouts().keySet()));
      assertEquals(new TensorLayout(TensorType.F32, 2, 3), file.layouts().get("weight"));
      assertArrayEquals(WEIGHT, floats(file, "weight"));
      assertArrayEquals(BIAS, floats(file, "bias"));
      assertEquals(List.of(), file.others());
      assertTrue(file.tensor("weight").data().isReadOnly(), "mapped, not copied");
    }
  }

  @Test
  void sixtyFourBitSizesInTheDirectoryAreRead() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("big").wide();
    byte[] bytes = writer.save(writer.ordered(Map.of("w", writer.floats(WEIGHT, 6))));
    try (TorchFile file = open(bytes)) {
      assertArrayEquals(WEIGHT, floats(file, "w"));
    }
  }

  @Test
  void bigEndianValuesAreTurnedAround() throws IOException {
    TorchCheckpoint writer = new TorchCheckpoint("big", ByteOrder.BIG_ENDIAN);
    byte[] bytes = writer.save(writer.ordered(Map.of("w", writer.floats(WEIGHT, 3, 2))));
    try (TorchFile file = open(bytes)) {
      assertArrayEquals(WEIGHT, floats(file, "w"));
    }
  }

  @Test
  void viewsOfOneStorageComeBackRowMajor() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("views");
    String key = writer.storage(0, 1, 2, 3, 4, 5, 6, 7);
    Map<String, Object> views = new LinkedHashMap<>();
    views.put("transposed", view(writer, key, 2, new long[] {3, 2}, new long[] {1, 3}));
    views.put("expanded", view(writer, key, 7, new long[] {2, 2}, new long[] {0, 0}));
    views.put("every", view(writer, key, 1, new long[] {3}, new long[] {3 - 1}));
    views.put("scalar", view(writer, key, 5, new long[] {}, new long[] {}));
    views.put("empty", view(writer, key, 0, new long[] {0, 9}, new long[] {9, 1}));
    views.put("one", view(writer, key, 3, new long[] {1, 2}, new long[] {77, 1}));
    try (TorchFile file = open(writer.save(views))) {
      assertArrayEquals(new float[] {2, 5, 3, 6, 4, 7}, floats(file, "transposed"));
      assertArrayEquals(new float[] {7, 7, 7, 7}, floats(file, "expanded"));
      assertArrayEquals(new float[] {1, 3, 5}, floats(file, "every"));
      assertArrayEquals(new float[] {5}, floats(file, "scalar"));
      assertArrayEquals(new float[] {}, floats(file, "empty"));
      assertArrayEquals(new float[] {3, 4}, floats(file, "one"));
    }
  }

  private static Object view(
      TorchCheckpoint writer, String key, long offset, long[] shape, long[] strides) {
    return writer.view("FloatStorage", key, 8, offset, shape, strides);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "DoubleStorage, F64, 8",
    "FloatStorage, F32, 4",
    "HalfStorage, F16, 2",
    "BFloat16Storage, BF16, 2",
    "LongStorage, I64, 8",
    "IntStorage, I32, 4",
    "ShortStorage, I16, 2",
    "CharStorage, I8, 1",
    "ByteStorage, U8, 1",
    "BoolStorage, BOOL, 1"
  })
  void everyStorageHasItsType(String storage, TensorType type, int width) throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("types");
    byte[] values = new byte[3 * width];
    values[0] = 1;
    String key = writer.storage(values);
    Object tensor = writer.view(storage, key, 3, 0, new long[] {3}, new long[] {1});
    try (TorchFile file = open(writer.save(Map.of("w", tensor)))) {
      assertEquals(new TensorLayout(type, 3), file.layouts().get("w"));
      assertArrayEquals(values, file.tensor("w").data().toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @Test
  void floatsOfOtherWidthsAreRoundedToFloat32() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("half");
    byte[] doubles =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(Math.PI).array();
    long[] one = {1};
    Map<String, Object> tensors = new LinkedHashMap<>();
    tensors.put("d", writer.view("DoubleStorage", writer.storage(doubles), 1, 0, one, one));
    tensors.put("h", writer.view("HalfStorage", writer.storage(half(1.5f)), 1, 0, one, one));
    try (TorchFile file = open(writer.save(tensors))) {
      float[] target = new float[1];
      TensorCasts.toFloat32(file.tensor("d"), MemorySegment.ofArray(target));
      assertEquals((float) Math.PI, target[0]);
      TensorCasts.toFloat32(file.tensor("h"), MemorySegment.ofArray(target));
      assertEquals(1.5f, target[0]);
    }
  }

  private static byte[] half(float value) {
    short bits = Float.floatToFloat16(value);
    return new byte[] {(byte) bits, (byte) (bits >>> 8)};
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"model", "state_dict", "model_state_dict"})
  void theModelIsFoundBesideAnOptimizerAndWithoutThePrefixOfParallelTraining(String wrapper)
      throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("wrapped");
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("module.w", writer.parameter(writer.floats(WEIGHT, 2, 3)));
    model.put("module.b", writer.floats(BIAS, 2));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("step", 400_000);
    all.put("loss", 0.974);
    all.put("optimizer", Map.of("state", Map.of(0, Map.of("step", 5_000_000_000L))));
    all.put("betas", List.of(0.9, 0.999, -1, 300));
    all.put(wrapper, writer.stateDict(model, "", "rnn"));
    try (TorchFile file = open(writer.save(all))) {
      assertEquals(List.of("w", "b"), List.copyOf(file.layouts().keySet()));
      assertArrayEquals(WEIGHT, floats(file, "w"));
      assertEquals(List.of("step", "loss", "optimizer", "betas"), file.others());
    }
  }

  @Test
  void aThousandTensorsNeedTheWideOperations() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("many");
    Map<String, Object> tensors = new LinkedHashMap<>();
    for (int i = 0; i < 1_234; i++) {
      tensors.put("layer." + i, writer.floats(new float[] {i}, 1));
    }
    try (TorchFile file = open(writer.save(writer.stateDict(tensors)))) {
      assertEquals(1_234, file.layouts().size());
      assertArrayEquals(new float[] {1_233}, floats(file, "layer.1233"));
    }
  }

  private byte[] linear() {
    TorchCheckpoint writer = TorchCheckpoint.named("ref");
    Map<String, Object> tensors = new LinkedHashMap<>();
    tensors.put("weight", writer.floats(WEIGHT, 2, 3));
    tensors.put("bias", writer.floats(BIAS, 2));
    return writer.save(writer.stateDict(tensors, ""));
  }

  private TorchFile open(byte[] bytes) throws IOException {
    return TorchFile.open(Files.write(folder.resolve("model.pt"), bytes));
  }

  private static float[] floats(TorchFile file, String name) {
    ByteBuffer bytes = file.tensor(name).data().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
