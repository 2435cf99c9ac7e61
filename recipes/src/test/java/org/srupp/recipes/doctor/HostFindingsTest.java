package org.srupp.recipes.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.doctor.Finding;

class HostFindingsTest {
  @Test
  void anOldJdkIsAProblem() {
    Finding old = HostFindings.jdk(21, "21.0.5");
    assertTrue(old.problem());
    assertTrue(old.text().startsWith("21.0.5 in "), old.text());
    assertTrue(old.text().endsWith(" is older than 25; set JAVA_HOME to a newer one"), old.text());
    assertFalse(HostFindings.jdk(25, "25").problem());
  }

  @Test
  void aMissingVectorModuleIsAProblem() {
    assertEquals(
        Finding.problem(
            "vectors",
            "no module jdk.incubator.vector; start Java with --add-modules jdk.incubator.vector, as"
                + " ./srupp does"),
        HostFindings.vectors(OptionalInt.empty()));
    assertEquals(
        Finding.of("vectors", "256 bits, by jdk.incubator.vector"),
        HostFindings.vectors(OptionalInt.of(256)));
  }

  @Test
  void memoryIsInGibibytes() {
    assertEquals(
        "3.5 GiB, of them at most 2.0 for Java's heap",
        HostFindings.memory(7L << 29, 2L << 30).text());
    assertEquals(
        "unknown, of them at most 2.0 for Java's heap", HostFindings.memory(0, 2L << 30).text());
  }
}
