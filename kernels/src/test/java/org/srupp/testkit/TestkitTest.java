package org.srupp.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestkitTest {
  @Test
  void everyGroupIsThere() {
    Map<String, Integer> cases =
        Map.of("a", 23, "b", 20, "c", 3, "d", 31, "e", 9, "f", 9, "g", 11, "h", 9);
    cases.forEach((group, count) -> assertEquals(count, Golden.ofGroup(group).size(), group));
    assertEquals(23, Golden.ofKind("recurrence").size());
  }

  @Test
  void aTensorHasItsShape() {
    GoldenCase golden = Golden.named("a_k3_maskpad");
    assertArrayEquals(new long[] {7, 3, 30}, golden.tensor("in.U").shape());
    assertEquals(630, golden.tensor("in.U").values().length);
    assertEquals("BOOL", golden.tensor("in.mask_pad").dtype());
    assertEquals(new Tolerance(1e-11, 1e-10), golden.outTolerance());
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(
        "golden/srupp/cases.json: no case with group z",
        assertThrows(IllegalArgumentException.class, () -> Golden.ofGroup("z")).getMessage());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Golden.named("c_plain").tensor("in.y"))
            .getMessage();
    assertEquals(
        0, message.indexOf("golden case c_plain: no tensor in.y, expected one of [in."), message);
  }

  @Test
  void aWrongValueIsLocated() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                TensorAssert.assertClose(
                    "c", new double[] {1, 2, 3}, new double[] {1, 2.5, 4}, 0.1, 0));
    assertEquals(
        "c: 2 of 3 values off by more than 0.1 + 0.0 |expected|; worst at [2]: expected 3.0, found 4.0",
        error.getMessage());
  }

  @Test
  void nanAndWrongLengthsFail() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                TensorAssert.assertClose(
                    "c", new double[] {1, 2, 3}, new double[] {5, Double.NaN, 3}, 0.1, 0));
    assertEquals(
        "c: 2 of 3 values off by more than 0.1 + 0.0 |expected|; worst at [1]: expected 2.0, found NaN",
        error.getMessage());
    assertThrows(
        AssertionError.class,
        () ->
            TensorAssert.assertClose("c", new float[] {Float.NaN}, new float[] {Float.NaN}, 1, 1));
    error =
        assertThrows(
            AssertionError.class,
            () -> TensorAssert.assertClose("c", new float[2], new float[3], 1, 1));
    assertEquals("c: expected 2 values, found 3", error.getMessage());
  }

  @Test
  void aWrongGradientFails() {
    double[] point = {0.5, -1};
    GradientCheck.assertGradient(
        "x^3", point, x -> Math.pow(x[0], 3) + x[0] * x[1], new double[] {-0.25, 0.5});
    assertThrows(
        AssertionError.class,
        () ->
            GradientCheck.assertGradient(
                "x^3", point, x -> Math.pow(x[0], 3), new double[] {0.76, 0}));
  }
}
