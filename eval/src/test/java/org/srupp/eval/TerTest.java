package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerTest {
  @Test
  void textFormsSayWhatWasComputed() {
    Score score =
        new Ter(TerConfig.DEFAULTS.withWithoutPunctuation(true))
            .sentence("a b c", List.of("a b, c d"));
    assertEquals(
        "TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:no|asian:no|version:2.6.0+srupp = 25.0",
        score.text(1, false));
    assertEquals(
        "TER|#:1|c:lc|t:tercom|nr:no|pn:no|as:no|v:2.6.0+srupp = 25.0", score.text(1, true));
  }

  @Test
  void fewestEditsMeetTheMeanLength() {
    TerScore score = new Ter(TerConfig.DEFAULTS).sentence("a b c d", List.of("a b c d e", "x y"));
    assertEquals(1, score.edits());
    assertEquals(3.5, score.referenceLength());
  }

  @Test
  void referencesAreTokenisedTwice() {
    // sacreBLEU's own oddity: the first pass splits off the period, and only then a blank follows
    // the possessive, which the second pass splits off as well.
    var ter = new Ter(TerConfig.DEFAULTS.withNormalized(true));
    TerScore score = ter.sentence("It's Anna's.", List.of("It's Anna's."));
    assertEquals(2, score.edits());
    assertEquals(5, score.referenceLength());
  }
}
