package org.srupp.seq2seq.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.testkit.PickleWriter;
import org.srupp.testkit.PickleWriter.Call;
import org.srupp.testkit.PickleWriter.Global;
import org.srupp.testkit.PickleWriter.Tuple;
import org.srupp.testkit.TorchCheckpoint;

/** A pickle is a program; here is all that it cannot do. */
class TorchPickleTest {
  private static final String REFUSED = "; nothing of it was run or kept; expected a state dict";

  @TempDir Path folder;

  @Test
  void damagedPicklesNeverDoWorseThanARefusal() throws IOException {
    TorchCheckpoint writer = TorchCheckpoint.named("t");
    Object tensor = writer.floats(new float[] {1, 2}, 2);
    byte[] pickle = PickleWriter.pickle(writer.stateDict(Map.of("w", tensor), "", "rnn"));
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 3_000; trial++) {
      byte[] damaged = pickle.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        damaged[random.nextInt(pickle.length)] = (byte) random.nextInt();
      }
      Path file = file(writer.save(damaged)); // with the right checksum
      try (TorchFile read = TorchFile.open(file)) {
        read.layouts().keySet().forEach(read::tensor);
      } catch (CheckpointException refused) {
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
      }
    }
  }

  @Test
  void aPickleThatAsksForCodeIsRefusedByName() throws IOException {
    Call system = new Call(new Global("posix", "system"), Tuple.of("touch x"), Map.of(), null);
    assertPickleRefused("byte 13: it asks for posix.system, which is refused", Map.of("w", system));
    Call eval = new Call(new Global("__builtin__", "eval"), Tuple.of("1"), Map.of(), null);
    assertPickleRefused("byte 2: it asks for __builtin__.eval, which is refused", eval);
    assertPickleRefused(
        "byte 2: it asks for torch.nn.modules.linear.Linear, which is refused",
        new Global("torch.nn.modules.linear", "Linear"));
    assertPickleRefused(
        "byte 2: it asks for torch.load, which is refused", new Global("torch", "load"));
    assertPickleRefused(
        "byte 25: it calls torch.FloatStorage, which only names a type",
        new Call(new Global("torch", "FloatStorage"), Tuple.of(), Map.of(), null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(cos~system~S'ls'~o. | byte 3: it asks for os.system, which is refused",
        "(S'ls'~ios~system~. | byte 3: operation STRING is not one that a dictionary of tensors needs",
        "(ios~system~. | byte 3: operation INST is not one that a dictionary of tensors needs",
        ")\u0081. | byte 3: operation NEWOBJ is not one that a dictionary of tensors needs",
        "\u0082\u0001. | byte 2: operation EXT1 is not one that a dictionary of tensors needs",
        "N2. | byte 3: operation DUP is not one that a dictionary of tensors needs",
        "\u00ff. | byte 2: 0xff is no pickle operation",
        "\u0080\u0009. | byte 2: pickle protocol 9, expected 2 to 5",
        "}R. | byte 3: an operation needs more values than there are",
        "}N. | it holds None, expected a dictionary of tensors",
        "t. | byte 2: an operation needs a mark, and none is set",
        "h\u0007. | byte 2: it refers to value 7, which it has not had",
        "}}Ns. | byte 5: a dictionary key that is a dictionary of 0, expected a text or a whole number",
        "}(N | byte 5: it should go on for 1 bytes, found 0",
        "}(Nu. | byte 5: a dictionary key without a value",
        "X\u00ff\u00ff\u00ff\u00ffab | byte 2: it should go on for 4294967295 bytes, found 2",
        "X\u0002\u0000\u0000\u0000\u00c3\u0028. | byte 2: a text that is not UTF-8",
        "\u008a\u00ff. | byte 2: a whole number of 255 bytes, expected at most 8",
        "cabc | byte 2: it ends inside a class name",
        "]. | it holds a list of 0, expected a dictionary of tensors",
        "K\u0001Q. | byte 4: it refers to a Long, expected a storage",
        "]Nb. | byte 4: a list of 0 where a dictionary is expected",
        "}Na. | byte 4: a dictionary of 0 where a list is expected",
        "K\u0001)R. | byte 5: it calls a Long with a tuple of 0",
        "}. | it holds no dictionary of tensors, neither at the top nor under one of [model, state_dict, model_state_dict]; save model.state_dict() by itself"
      })
  void otherOperationsAreRefusedByName(String operations, String message) throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(new byte[] {(byte) 0x80, 2});
    pickle.writeBytes(operations.strip().replace('~', '\n').getBytes(ISO_8859_1));
    byte[] bytes = TorchCheckpoint.named("t").save(pickle.toByteArray());
    assertRefused("cannot read FILE: t/data.pkl, " + message + REFUSED, bytes);
  }

  @Test
  void aMillionNestedTuplesAreRefusedQuickly() throws IOException {
    byte[] pickle = new byte[1_000_003];
    Arrays.fill(pickle, (byte) 0x85);
    pickle[0] = ')';
    pickle[pickle.length - 1] = '.';
    assertRefused(
        "cannot read FILE: t/data.pkl, it holds a tuple of 1, expected a dictionary of tensors"
            + REFUSED,
        TorchCheckpoint.named("t").save(pickle));
    Arrays.fill(pickle, (byte) '(');
    assertRefused(
        "cannot read FILE: t/data.pkl, byte 10000: collections nested more than 10000 deep"
            + REFUSED,
        TorchCheckpoint.named("t").save(pickle));
    byte[] endless = new byte[2_000_001];
    Arrays.fill(endless, (byte) 'N');
    assertRefused(
        "cannot read FILE: t/data.pkl, it has more than 2000000 operations" + REFUSED,
        TorchCheckpoint.named("t").save(endless));
  }

  private void assertPickleRefused(String message, Object value) throws IOException {
    byte[] bytes = TorchCheckpoint.named("t").save(value);
    assertRefused("cannot read FILE: t/data.pkl, " + message + REFUSED, bytes);
  }

  private void assertRefused(String message, byte[] bytes) throws IOException {
    Path file = file(bytes);
    CheckpointException e = assertThrows(CheckpointException.class, () -> TorchFile.open(file));
    assertEquals(message, e.getMessage().replace(file.toString(), "FILE"));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.pt"), bytes);
  }
}
