package org.srupp.recipes.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeakMemoryTest {
  @TempDir Path folder;

  @Test
  void linuxTellsItInKibibytes() throws IOException {
    Path status = folder.resolve("status");
    assertEquals(OptionalLong.empty(), PeakMemory.bytes(status));
    Files.writeString(status, "VmPeak:\t  900 kB\nVmHWM:\t    123 kB\nVmRSS:\t 100 kB\n");
    assertEquals(OptionalLong.of(123 * 1024), PeakMemory.bytes(status));
  }
}
