package org.srupp.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleArrayTest {
  private static final String[] LETTERS = {"a", "b", "ä", "日", "😀", "\u0001", "\u07ff"};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 61, 257, 3000})
  void longestKeyIsFoundAtEveryPlace(int size) {
    var random = new SplittableRandom(size);
    TreeSet<String> keys = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      keys.add(word(random, 1 + random.nextInt(7)));
    }
    DoubleArray trie = StringTrie.of(keys);
    assertEquals(0, trie.units().length % 256);
    for (int round = 0; round < 500; round++) {
      String text = word(random, 9) + "\0" + word(random, 2);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
        int from = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        long found = trie.longestPrefix(bytes, from, bytes.length);
        assertEquals(longest(keys, text.substring(at)), found >>> 32, text);
      }
    }
  }

  private static int longest(TreeSet<String> keys, String text) {
    return keys.stream()
        .filter(text::startsWith)
        .mapToInt(key -> key.getBytes(StandardCharsets.UTF_8).length)
        .max()
        .orElse(0);
  }

  private static String word(SplittableRandom random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return out.toString();
  }
}
