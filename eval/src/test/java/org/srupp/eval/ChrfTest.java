package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChrfTest {
  private static final ChrfConfig DEFAULTS = ChrfConfig.DEFAULTS;

  @Test
  void nameSaysBetaAndWordOrder() {
    assertEquals("chrF2", new Chrf(DEFAULTS).name());
    assertEquals("chrF3++", new Chrf(DEFAULTS.withBeta(3).withWordOrder(2)).name());
    assertEquals("chrF0.5+", new Chrf(DEFAULTS.withBeta(0.5).withWordOrder(1)).name());
  }

  @Test
  void textFormsSayWhatWasComputed() {
    // Precision 1; recall (6/9 + 5/8 + 4/7 + 3/6 + 2/5 + 1/4) / 6.
    Score score = new Chrf(DEFAULTS).sentence("the cat", List.of("the cat sat"));
    assertEquals(
        "chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0+srupp = 55.8",
        score.text(1, false));
    assertEquals(
        "chrF2|#:1|c:mixed|e:yes|nc:6|nw:0|s:no|v:2.6.0+srupp = 55.8", score.text(1, true));
    assertEquals("chrF2 = 55.77", score.text(2));
  }

  @Test
  void firstOfEquallyGoodReferencesCounts() {
    var chrf = new Chrf(DEFAULTS.withCharOrder(1));
    SegmentStatistics found =
        chrf.statistics(List.of("abc"), List.of(List.of("xyz"), List.of("uvwx")));
    // Both score 0; 3 characters of the hypothesis, 3 of the first reference, none in both.
    assertEquals(List.of(3.0, 3.0, 0.0), Arrays.stream(found.row(0)).boxed().toList());
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertEquals(
        "charOrder and wordOrder must be at least 0, found 6 and -1",
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withWordOrder(-1))
            .getMessage());
    assertEquals(
        "beta must be finite and at least 0, found NaN",
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withBeta(Double.NaN))
            .getMessage());
    assertEquals(
        "charOrder and wordOrder are both 0, expected at least 1 in one of them",
        assertThrows(IllegalArgumentException.class, () -> new Chrf(DEFAULTS.withCharOrder(0)))
            .getMessage());
  }
}
