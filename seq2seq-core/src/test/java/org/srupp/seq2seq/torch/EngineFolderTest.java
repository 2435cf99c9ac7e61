package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void namedLibrariesAreTakenForWhatTheyAreWithoutThoseThatMayNotLoad() throws IOException {
    Files.createFile(home.resolve(System.mapLibraryName("torch")));
    assertEquals(
        Map.of(
            "PYTORCH_FLAVOR",
            "cpu",
            "PYTORCH_LIBRARY_EXCLUSION",
            "",
            "jna.library.path",
            home.toString()),
        EngineFolder.settings(home));
    for (String more :
        List.of("libtorch_cuda.so", "libcufile_rdma-5257f22c.so.1", "libaoti_custom_ops.so")) {
      Files.createFile(home.resolve(more));
    }
    assertEquals(
        Map.of(
            "PYTORCH_FLAVOR",
            "cu128",
            "PYTORCH_LIBRARY_EXCLUSION",
            "libaoti_custom_ops.so,libcufile_rdma-5257f22c.so.1",
            "jna.library.path",
            home.toString()),
        EngineFolder.settings(home.resolve(System.mapLibraryName("torch"))));
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
