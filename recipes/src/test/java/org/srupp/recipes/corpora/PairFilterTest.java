package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.corpora.PairFilter.Verdict;

class PairFilterTest {
  private static final String KEPT = "kept";

  private static String verdict(PairFilter filter, String source, String target) {
    Optional<Verdict> verdict = filter.verdict(source, target);
    return verdict.map(v -> (v.reason().label() + " " + v.detail()).strip()).orElse(KEPT);
  }

  private static String verdict(FilterConfig config, String source, String target) {
    return verdict(new PairFilter(config), source, target);
  }

  @Test
  void withoutFiltersOnlyWhatIsNoSentenceIsLeftOut() {
    PairFilter none = new PairFilter(FilterConfig.NONE);
    assertEquals(KEPT, verdict(none, "a", "b c d e f g h i j k l m n o p q r s t"));
    assertEquals(KEPT, verdict(none, "a", "b"));
    assertEquals(KEPT, verdict(none, "a", "b"));
    assertEquals(KEPT, verdict(none, "\u05E9\u05DC\u05D5\u05DD", "\0"));
    assertEquals("empty", verdict(none, "", "b"));
    assertEquals("empty", verdict(none, "a", " \t\u2003"));
    assertEquals("empty", verdict(none, "", null));
    assertEquals("no_tab", verdict(none, "a", null));
    assertEquals(KEPT, verdict(none, "x".repeat(10_000), "b"));
    assertEquals("too_long 10001 characters", verdict(none, "a", "x".repeat(10_001)));
  }

  @Test
  void wordsAreCountedAtWhiteSpace() {
    FilterConfig words = new FilterConfig(2, 4, 0, false, null, null);
    assertEquals("too_few_words 1 and 3 words", verdict(words, "  a ", "b c d"));
    assertEquals(KEPT, verdict(words, "a\tb", "b  c d\u2003e "));
    assertEquals("too_many_words 2 and 5 words", verdict(words, "a b", "b c d e f"));
    FilterConfig ratio = new FilterConfig(0, 0, 1.5, false, null, null);
    assertEquals(KEPT, verdict(ratio, "a b", "c d e"));
    assertEquals(KEPT, verdict(ratio, "a b c", "d e"));
    assertEquals("ratio 3 and 5 words", verdict(ratio, "a b c", "d e f g h"));
  }

  @Test
  void duplicatesAreEqualOnBothSides() {
    PairFilter filter = new PairFilter(new FilterConfig(0, 0, 0, true, null, null));
    assertEquals(KEPT, verdict(filter, "a", "b"));
    assertEquals(KEPT, verdict(filter, "a", "c"));
    assertEquals(KEPT, verdict(filter, "ab", "c"));
    assertEquals(KEPT, verdict(filter, "a", "bc"));
    assertEquals("duplicate", verdict(filter, "a", "b"));
  }

  @Test
  void manyPairsAreRemembered() {
    HashSeen seen = new HashSeen();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        assertEquals(round == 0, seen.add("source " + i, "target " + i % 7), "pair " + i);
      }
    }
  }

  @Test
  void halfOfTheLettersMustBeOfTheScript() {
    FilterConfig scripts =
        new FilterConfig(0, 0, 0, false, UnicodeScript.CYRILLIC, UnicodeScript.LATIN);
    assertEquals(KEPT, verdict(scripts, "\u0434\u0430 ok", "yes 1:0"));
    assertEquals(KEPT, verdict(scripts, "12:30", "!!!"));
    assertEquals(
        "script source: 1 of 3 letters are CYRILLIC", verdict(scripts, "\u0434 ok", "yes"));
    assertEquals(
        "script target: 0 of 2 letters are LATIN",
        verdict(scripts, "\u0434\u0430", "\u65E5\u672C"));
  }
}
