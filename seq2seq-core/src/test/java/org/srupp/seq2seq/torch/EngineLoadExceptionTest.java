package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoadExceptionTest {
  @TempDir private Path folder;

  /** Started in a virtual machine of its own, whose engine cannot be started. */
  static final class Starts {
    public static void main(String[] arguments) {
      try {
        TorchEngine.start(1).close();
      } catch (EngineLoadException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void librariesThatDoNotLoadAreASentence() throws Exception {
    Path library = Files.writeString(folder.resolve(System.mapLibraryName("torch")), "no library");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes,
            Starts.class.getName());
    builder.environment().put("PYTORCH_LIBRARY_PATH", folder.toString());
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(out.contains("libtorch cannot be loaded (" + library + ": "), out);
    assertTrue(
        out.contains(
            "); unset PYTORCH_LIBRARY_PATH, and see that ~/.djl.ai can be written and has room"),
        out);
  }
}
