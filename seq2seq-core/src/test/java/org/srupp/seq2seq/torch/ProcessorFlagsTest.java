package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorFlagsTest {
  private static final List<String> ANY = List.of("avx512_vnni", "avx_vnni");

  @TempDir private Path folder;

  private Optional<String> obstacle(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cpuinfo"), text);
    return ProcessorFlags.obstacle(file, "unit", ANY);
  }

  @Test
  void oneFlagIsEnough() throws IOException {
    assertEquals(Optional.empty(), obstacle("processor : 0\nflags\t\t: fpu avx_vnni sse\n"));
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertEquals(
        Optional.of("this processor has no unit (avx512_vnni, avx_vnni)"),
        obstacle("flags : fpu avx512_vnnix\n"));
  }

  @Test
  void saysThatItDoesNotKnow() {
    Path nowhere = folder.resolve("nowhere");
    assertEquals(
        Optional.of("whether this processor has a unit is unknown: no " + nowhere),
        ProcessorFlags.obstacle(nowhere, "unit", ANY));
  }
}
