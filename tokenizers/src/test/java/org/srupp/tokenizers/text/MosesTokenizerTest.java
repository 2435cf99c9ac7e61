package org.srupp.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected lines are what Moses' own tokenizer.perl 1.1 and detokenizer.perl print for these
 * sentences of ours ({@code -l en} and {@code -l de}).
 */
class MosesTokenizerTest {
  private static final MosesTokenizer ENGLISH = new MosesTokenizer(TextLanguage.EN, true, false);
  private static final MosesTokenizer GERMAN = new MosesTokenizer(TextLanguage.DE, true, false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "A,B,C and 1,2,3, too... wait.. what?~A , B , C and 1,2,3 , too ... wait .. what ?",
        "The 1990's \"rock'n'roll\": dogs' tails & <b>cats</b> [x|y] $5.00."
            + "~The 1990 &apos;s &quot; rock &apos;n&apos;roll &quot; : dogs &apos; tails &amp;"
            + " &lt; b &gt; cats &lt; / b &gt; &#91; x &#124; y &#93; $ 5.00 .",
        "e.g. the U.S. army vs. Dr. No. 5, said J. R. Tolkien."
            + "~e.g. the U.S. army vs. Dr. No. 5 , said J. R. Tolkien .",
        "He said: 'quoted.'~He said : &apos; quoted . &apos;",
        "don't can't o'clock, state-of-the-art — isn’t it…"
            + "~don &apos;t can &apos;t o &apos;clock , state-of-the-art — isn ’ t it …",
        "email@x.org, http://a.b/c?d=e#f 50% off"
            + "~email @ x.org , http : / / a.b / c ? d = e # f 50 % off",
        "No. 5 is nr. 1. No. Really~No. 5 is nr . 1 . No . Really",
        ",5 5,, x,,5 x,,,y~,5 5 , , x , ,5 x , , , y",
        "it's ' a 'b c' d'~it &apos;s &apos; a &apos; b c &apos; d&apos;",
        "日本語 text 中文 end.~日本語 text 中文 end .",
        "Spaghetti, Inc. Right?~Spaghetti , Inc . Right ?"
      })
  void englishWordsAreThoseOfMoses(String raw, String expected) {
    assertEquals(expected, ENGLISH.tokenize(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "Am 3. Oktober 1990 waren z.B. 5.300,50 Euro, d.h. ca. 12 % mehr, da."
            + "~Am 3. Oktober 1990 waren z.B. 5.300,50 Euro , d.h. ca. 12 % mehr , da .",
        "\"Das ist's\", sagte Dr. Müller (aus Köln). Nr. 5 lebt."
            + "~&quot; Das ist &apos; s &quot; , sagte Dr. Müller ( aus Köln ) . Nr. 5 lebt .",
        "Der 2. Weltkrieg... und so weiter usw. Dann kam S. 17."
            + "~Der 2. Weltkrieg ... und so weiter usw. Dann kam S. 17 ."
      })
  void germanWordsAreThoseOfMoses(String raw, String expected) {
    assertEquals(expected, GERMAN.tokenize(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "A , B &#91; x &#124; y &#93; $ 5.00 .~A, B [x | y] $5.00.",
        "The 1990 &apos;s &quot; rock &quot; : dogs &apos; tails &amp;~The 1990's \"rock\": dogs'"
            + " tails &",
        "it &apos;s &apos; a &apos; b c &apos; d&apos;~it's' a 'b c' d'",
        "state @-@ of @-@ the @-@ art~state-of-the-art",
        "日本 語 text 中文 end .~日本語 text 中文 end.",
        "He said : &apos; quoted . &apos;~He said: 'quoted.'",
        "&bar; &bra; x &ket; &amp;lt;~| [x] &lt;"
      })
  void englishLinesAreJoinedAsMosesJoinsThem(String words, String expected) {
    assertEquals(expected, ENGLISH.detokenize(words));
  }

  @Test
  void germanContractionsStayApart() {
    assertEquals(
        "\"Das ist 's\", sagte er (aus Köln).",
        GERMAN.detokenize("&quot; Das ist &apos; s &quot; , sagte er ( aus Köln ) ."));
  }

  @Test
  void hyphensAndEntitiesFollowTheOptions() {
    MosesTokenizer tokenizer = new MosesTokenizer(TextLanguage.EN, false, true);
    assertEquals(
        "don 't can 't , state @-@ of @-@ the @-@ art - x- \" a \"",
        tokenizer.tokenize("don't can't, state-of-the-art - x- \"a\""));
  }

  @Test
  void usualSentencesComeBackWhole() {
    for (String line :
        List.of(
            "Two young, White males are outside near many bushes.",
            "A man (in a blue shirt) says: \"It's 5,300 miles!\"",
            "The dog's ball costs $5.00, doesn't it?",
            "Mr. Smith's state-of-the-art house...",
            "[x|y] & <z> don't")) {
      String joined = ENGLISH.detokenize(ENGLISH.tokenize(line));
      assertEquals(line.replace("[x|y] & <z>", "[x | y] & < z >"), joined);
    }
  }

  @Test
  void joiningAndCuttingAgainGivesTheSameWords() {
    var random = new SplittableRandom(3);
    String[] parts = {
      "der", "Hund", "12", "3.5", "dog", "it's", "(", ")", ",", ".", "?", "&", "\"", "[", "]", "$"
    };
    int same = 0;
    int lines = 500;
    for (int round = 0; round < lines; round++) {
      StringBuilder line = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        line.append(parts[random.nextInt(parts.length)]).append(' ');
      }
      String words = ENGLISH.tokenize(line.toString());
      same += words.equals(ENGLISH.tokenize(ENGLISH.detokenize(words))) ? 1 : 0;
    }
    // Joining makes abbreviations and numbers of what stood apart in some of these random lines.
    assertTrue(same > 0.75 * lines, "same in " + same + " of " + lines);
  }

  @Test
  void whiteSpaceAndControlsAreTidied() {
    assertEquals("a b c", ENGLISH.tokenize("\t a\u00a0\u2028b \0\u0001\u001c c\r\n"));
    assertEquals("ab", ENGLISH.tokenize("a\0b"));
    assertEquals("", ENGLISH.tokenize(" \t"));
    assertEquals("", ENGLISH.tokenize(""));
    assertEquals("", ENGLISH.detokenize("  "));
  }

  @Test
  void hostileLinesHaveWordsWithSingleBlanks() {
    var random = new SplittableRandom(8);
    for (int round = 0; round < 5000; round++) {
      StringBuilder raw = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        raw.append(
            random.nextBoolean()
                ? "a.,'\"-` 5\u0301\u05d0\ud83d\ude00\0".charAt(random.nextInt(14))
                : (char) random.nextInt(0x10000));
      }
      for (MosesTokenizer tokenizer : List.of(ENGLISH, GERMAN)) {
        String words = tokenizer.tokenize(raw.toString());
        assertFalse(words.contains("  ") || words.startsWith(" ") || words.endsWith(" "), words);
        tokenizer.detokenize(words);
      }
    }
  }

  @Test
  void lineOfTenMegabytesWithoutBlanksIsCutInTimeThatGrowsWithIt() {
    int size = 10 << 20;
    for (String part : List.of("a", ".", ",", "'", "x'", "a.")) {
      String words = ENGLISH.tokenize(part.repeat(size / part.length()));
      assertTrue(words.length() >= size - 2, part);
    }
  }
}
