package org.srupp.kernels.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void aLineHasTheNameInAColumnAndMarksAProblem() {
    assertEquals("card      none", Finding.of("card", "none").line());
    assertEquals("libtorch  PROBLEM: none", Finding.problem("libtorch", "none").line());
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
