package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that starts srupp, with a JDK that prints the locale it was given and its last
 * argument.
 */
class LauncherTest {
  private static final long SECONDS = 60;

  @TempDir Path folder;
  private Path jdk;

  @BeforeEach
  void layOutWhatIsBuilt() throws IOException {
    Files.copy(Path.of("..", "srupp"), folder.resolve("srupp"));
    Path built = Files.createDirectories(folder.resolve("recipes/target"));
    Files.createDirectories(built.resolve("lib"));
    Files.createFile(built.resolve("recipes-0.jar"));
    Files.createFile(built.resolve("srupp.built"));
    jdk = folder.resolve("jdk");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    Files.writeString(java, "#!/usr/bin/env bash\necho \"$LC_ALL,$LC_CTYPE,$LANG\"\n");
    assertTrue(java.toFile().setExecutable(true));
  }

  @Test
  void noLocaleOrCsBecomesUtf8() throws Exception {
    assertEquals("C.UTF-8,,", run(Map.of()));
    assertEquals("C.UTF-8,,C", run(Map.of("LANG", "C")));
    assertEquals(
        "C.UTF-8,POSIX,de_DE.UTF-8", run(Map.of("LC_CTYPE", "POSIX", "LANG", "de_DE.UTF-8")));
    assertEquals("C.UTF-8,,de_DE.UTF-8", run(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")));
  }

  @Test
  void usersLocaleStays() throws Exception {
    assertEquals(",,de_DE.UTF-8", run(Map.of("LANG", "de_DE.UTF-8")));
    assertEquals("tr_TR,,C", run(Map.of("LC_ALL", "tr_TR", "LANG", "C")));
  }

  /** As Maven's library for terminals does, the stand-in resets colours unless told not to. */
  @Test
  void aBuildWritesNoEscapeSequences() throws Exception {
    Files.delete(folder.resolve("recipes/target/srupp.built"));
    Path maven = folder.resolve("bin/mvn");
    Files.createDirectories(maven.getParent());
    Files.writeString(
        maven,
        "#!/usr/bin/env bash\n"
            + "case $MAVEN_OPTS in *-Djansi.noreset=true*-Xmx1g*) ;; *) printf '\\033[0m' >&2 ;; esac\n");
    assertTrue(maven.toFile().setExecutable(true));
    String path = maven.getParent() + ":" + System.getenv("PATH");
    run(Map.of("PATH", path, "MAVEN_OPTS", "-Xmx1g"));
    String err = Files.readString(folder.resolve("err"));
    assertTrue(err.startsWith("srupp: building what changed ...\n"), err);
    assertEquals(-1, err.indexOf('\033'), err);
  }

  private String run(Map<String, String> locale) throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder launch =
        new ProcessBuilder("bash", folder.resolve("srupp").toString(), "inspect");
    launch.environment().keySet().removeAll(Set.of("LC_ALL", "LC_CTYPE", "LANG"));
    launch.environment().putAll(locale);
    launch.environment().put("SRUPP_JAVA_HOME", jdk.toString());
    // Bash complains of locales that the machine lacks.
    launch.redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile());
    Process process = launch.start();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
    return Files.readString(out, StandardCharsets.UTF_8).strip();
  }
}
