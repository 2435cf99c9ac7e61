package org.srupp.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected words are those of NLTK 3.8's NLTKWordTokenizer for these sentences of ours, one at
 * a time.
 */
class NltkTokenizerTest {
  private final NltkTokenizer tokenizer = new NltkTokenizer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "\"don't you know it's 'fine'?\" he said -- we've 3,000 (or $5) ... and \"more\"."
            + "~`` do n't you know it 's 'fine ' ? '' he said -- we 've 3,000 ( or $ 5 ) ... and"
            + " `` more '' .",
        "i can't, cannot, gonna, wanna go; they'll say i'd 'tis good: 10:30 a.m. sharp."
            + "~i ca n't , can not , gon na , wan na go ; they 'll say i 'd 't is good : 10:30"
            + " a.m. sharp .",
        "what?! [yes] the dogs' owner & 50% of «them» isn’t ‘here’."
            + "~what ? ! [ yes ] the dogs ' owner & 50 % of « them » isn ’ t ‘ here ’ ."
      })
  void wordsAreThoseOfNltk(String raw, String expected) {
    assertEquals(expected, tokenizer.tokenize(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "mr. smith met dr. who in the u.s. yesterday. he left.) then it ended..."
            + "~mr. smith met dr. who in the u.s. yesterday .|he left . )|then it ended ...",
        "He said \"Stop.\" Then he left.~He said `` Stop . ''|Then he left .",
        "in 1990. we saw j. smith. 3.5 is more. x~in 1990. we saw j. smith .|3.5 is more .|x",
        "really? yes! (no.) so~really ?|yes !|( no . )|so",
        "Apples etc. The rest etc. and so on.~Apples etc .|The rest etc. and so on ."
      })
  void fullStopsArePartedAtSentenceEndsOnly(String raw, String sentences) {
    assertEquals(sentences.replace('|', ' '), tokenizer.tokenize(raw));
    List<String> found = new ArrayList<>();
    NltkSentences.split(
        raw, sentence -> found.add(WhiteSpace.collapse(NltkWords.parted(sentence))));
    assertEquals(List.of(sentences.split("\\|")), found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "\"don't you know it's fine?\" he said, \"we've 3,000 (or $5)\".",
        "i can't, cannot, gonna, wanna go; they'll say i'd 'tis good: 10:30 a.m. sharp.",
        "what?! [yes] the dogs' owner isn’t ‘here’, 50% of «them»."
      })
  void usualSentencesComeBackWhole(String raw) {
    assertEquals(raw, tokenizer.detokenize(tokenizer.tokenize(raw)));
  }

  @Test
  void blankLinesHaveNoWords() {
    assertEquals("", tokenizer.tokenize(" \t\u00a0"));
    assertEquals("", tokenizer.tokenize(""));
    assertEquals("", tokenizer.detokenize(" "));
  }

  @Test
  void hostileLinesHaveWordsWithSingleBlanks() {
    var random = new SplittableRandom(8);
    for (int round = 0; round < 3000; round++) {
      StringBuilder raw = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        raw.append(
            random.nextBoolean()
                ? "a.,'\"-` 5\u0301\u05d0\ud83d\ude00\0".charAt(random.nextInt(14))
                : (char) random.nextInt(0x10000));
      }
      String words = tokenizer.tokenize(raw.toString());
      assertFalse(words.contains("  ") || words.startsWith(" ") || words.endsWith(" "), words);
      tokenizer.detokenize(words);
    }
  }

  @Test
  void longLinesAreCutInTimeThatGrowsWithThem() {
    int size = 4 << 20;
    for (String part : List.of("a", ".", "'", "`", ")", "a.", ".) ", "n't ", "-")) {
      String words = tokenizer.tokenize("x" + part.repeat(size / part.length()));
      assertTrue(words.length() >= size / 2, part);
    }
  }
}
