package org.srupp.kernels.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main class in a virtual machine of its own, with what a slim runtime has and no more. */
class CardDoctorTest {
  @TempDir Path home;

  @Test
  void theModulesOwnClassesAndJavaBaseAreEnough() throws Exception {
    Process doctor = start();
    String out = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(doctor.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, doctor.exitValue(), out);
    List<String> names = out.lines().map(line -> line.split(" ")[0]).toList();
    assertEquals("driver", names.get(0), out);
    assertTrue(names.containsAll(List.of("card", "NVRTC", "images")), out);
    assertTrue(out.contains("\nimages    " + home.resolve(".cache/srupp/cuda") + "\n"), out);
    assertTrue(names.size() == names.stream().distinct().count(), out); // a line each, no trace
  }

  private Process start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path classes =
        Path.of(CardDoctor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx64m",
            "-Duser.home=" + home,
            "--limit-modules=java.base",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes.toString(),
            CardDoctor.class.getName());
    // No driver can be started without its cards, whatever machine this is.
    builder.environment().put("CUDA_VISIBLE_DEVICES", "");
    builder.environment().keySet().removeAll(List.of("SRUPP_CUDA_CACHE", "XDG_CACHE_HOME"));
    return builder.redirectErrorStream(true).start();
  }
}
