package org.srupp.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextRulesTest {
  /** The list of Python's documentation of str.isspace, for the basic plane. */
  private static final String PYTHON =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  @Test
  void whiteSpaceIsPythons() {
    for (int c = 0; c < 0x10000; c++) {
      assertEquals(PYTHON.indexOf(c) >= 0, WhiteSpace.is((char) c), Integer.toHexString(c));
    }
  }

  @Test
  void runsCollapseAndEndsAreTrimmed() {
    assertEquals("a b c", WhiteSpace.collapse(" \u00a0a\t\tb\u2028c\n"));
    assertEquals("", WhiteSpace.collapse(" \u3000 "));
    assertEquals("a\u200bb", WhiteSpace.collapse("a\u200bb"));
    assertEquals("a\u00adb c", WhiteSpace.collapse("a\u00adb c"));
  }

  @Test
  void normalFormIsComposedAndWhole() {
    assertEquals("é\ufffdx", new TextNormalizer(false).apply("e\u0301\ud800x"));
    assertEquals("straße ça", new TextNormalizer(true).apply(" STRAßE  C\u0327A"));
    assertEquals("ὀδυσσεύς", new TextNormalizer(true).apply("ὈΔΥΣΣΕΎΣ"));
    assertEquals("title", new TextNormalizer(true).apply("TITLE"));
  }

  @Test
  void linesOfMarksKeepTheirForm() {
    String marks = "a" + "\u0301\u0323".repeat(100);
    assertEquals(marks, new TextNormalizer(true).apply(marks));
    assertEquals("ạ\u0301", new TextNormalizer(true).apply("a\u0301\u0323"));
  }

  @Test
  void normalisingTwiceIsNormalisingOnce() {
    var random = new SplittableRandom(23);
    for (boolean lowercase : new boolean[] {false, true}) {
      var normalizer = new TextNormalizer(lowercase);
      for (int round = 0; round < 20_000; round++) {
        String text =
            random
                .ints(random.nextInt(12), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String once = normalizer.apply(text);
        assertEquals(once, normalizer.apply(once));
      }
    }
  }

  @Test
  void wordsBreakWhereClassesMeet() {
    assertEquals(List.of("▁Tor", ",", "▁1", "2", "!"), words("Tor, 12!"));
    assertEquals(List.of("▁(", "Haus", ")..."), words("(Haus)..."));
    assertEquals(List.of("▁e\u0302\u0301a", "-", "b"), words("e\u0302\u0301a-b"));
    assertEquals(List.of("▁abc", "где", "日本ひ", "٣"), words("abcгде日本ひ٣"));
    assertEquals(List.of("▁\u0301", "a"), words("\u0301a"));
    assertEquals(List.of(), words(""));
  }

  @Test
  void wordsJoinedAreTheLine() {
    var random = new SplittableRandom(29);
    var normalizer = new TextNormalizer(false);
    for (int round = 0; round < 5000; round++) {
      String text =
          random
              .ints(random.nextInt(20), 0, 0x20000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String line = normalizer.apply(text.replace('\u2581', ' '));
      assertEquals(line, WordSplitter.unmark(String.join("", words(line))));
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    WordSplitter.split(line, words::add);
    return words;
  }
}
