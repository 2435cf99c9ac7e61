package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFolderTest {
  @TempDir private Path home;

  private Path folder() throws IOException {
    Properties library = new Properties();
    try (InputStream in =
        EngineFolderTest.class
            .getClassLoader()
            .getResourceAsStream("native/lib/pytorch.properties")) {
      library.load(in);
    }
    return home.resolve(".djl.ai/pytorch")
        .resolve(library.getProperty("version") + "-cpu-" + library.getProperty("classifier"));
  }

  @Test
  void isNotThereBeforeTheLibrariesAre() throws IOException {
    Files.createDirectories(folder());
    assertEquals(Optional.empty(), EngineFolder.unpacked(home, Map.of()));
  }

  @Test
  void isWhereTheEngineUnpacks() throws IOException {
    Files.createDirectories(folder());
    Files.createFile(folder().resolve(System.mapLibraryName("torch")));
    assertEquals(Optional.of(folder()), EngineFolder.unpacked(home, Map.of()));
  }

  @Test
  void isTheEnginesToFindWhereTheUserSaysAnything() throws IOException {
    Files.createDirectories(folder());
    Files.createFile(folder().resolve(System.mapLibraryName("torch")));
    assertEquals(
        Optional.empty(), EngineFolder.unpacked(home, Map.of("PYTORCH_LIBRARY_PATH", "/lib")));
  }

  @Test
  void isTheFolderThatTheStartedEngineUses() {
    TorchEngine.start(1).close();
    assertEquals(TorchEngine.folder(), EngineFolder.find());
  }
}
