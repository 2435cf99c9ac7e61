package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CppCompilerTest {
  @Test
  void aMissingCompilerIsAFailureThatSaysSo() {
    assertEquals(
        "no g++ or clang++ on the PATH (/nowhere), which the checks of the CUDA sources need; install one"
            + " (Debian: apt install g++)",
        assertThrows(AssertionError.class, () -> CppCompiler.find("/nowhere")).getMessage());
  }
}
