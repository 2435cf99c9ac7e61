package org.srupp.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Punctuation normaliser and truecaser against what Moses' scripts do. */
class CaseAndPunctuationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "EN~He said “yes”, didn’t he…~He said \"yes,\" didn't he...",
        "DE~Er sagte „ja“, oder ‚nein.“ So~Er sagte \"ja\", oder 'nein\". So",
        "DE~»x.« 12\u00a0000 – 5 % (a )b ;~\"x\". 12,000 - 5% (a) b;",
        "EN~12\u00a0000 — 5\u00a0% ``x''y´s~12.000 - 5% \" x \" y's"
      })
  void marksBecomePlain(TextLanguage language, String raw, String expected) {
    assertEquals(expected, new PunctuationNormalizer(language).apply(raw).strip());
  }

  @Test
  void casesAwayFromSentenceStartsAreCounted() {
    TruecaseCounts counts = new TruecaseCounts();
    counts.add("&quot; The dog and the Dog .");
    counts.add("Dogs see the dog : The Dog , NASA 12");
    counts.add("a Dog");
    assertEquals(
        List.of("Dog (3/5) dog (2)", "and (1/1)", "the (2/2)", "see (1/1)", "NASA (1/1)"),
        counts.model());
  }

  @Test
  void sentenceStartsTakeTheUsualCaseAndUnknownFormsToo() {
    Truecaser truecaser =
        new Truecaser(List.of("dog (5/7) Dog (2)", "the (9/9)", "NASA (1/1)", ""));
    assertEquals("the Dog and NASA . ( the DOGS", truecaser.apply("The Dog and nasa . ( The DOGS"));
    assertEquals("&quot; dog the x : dog", truecaser.apply("&quot; Dog THE x : DOG"));
    assertEquals("", truecaser.apply(""));
  }

  @Test
  void restoringGivesSentencesACapital() {
    assertEquals(
        "&quot; The dog . ( A b ? Über", Truecaser.restore("&quot; the dog . ( a b ? über"));
    assertEquals("\ud801\udc00x", Truecaser.restore("\ud801\udc28x"));
  }
}
