package org.srupp.recipes.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.AccessDeniedException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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
  }

  @Test
  void aFailureHasItsInnermostReason() {
    assertEquals(
        "AccessDeniedException: /full", Finding.reason(new AccessDeniedException("/full")));
    assertEquals(
        "disk full",
        Finding.reason(new IllegalStateException("x", new RuntimeException("disk full\nmore"))));
    assertEquals(
        "RuntimeException",
        Finding.reason(new ExceptionInInitializerError(new RuntimeException())));
  }
}
