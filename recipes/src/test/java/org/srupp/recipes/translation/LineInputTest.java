package org.srupp.recipes.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.recipes.translation.InputLine.Flaw;

class LineInputTest {
  private static LineInput of(byte[] bytes) {
    return LineInput.ofStream(new ByteArrayInputStream(bytes), "here", () -> {});
  }

  private static List<String> lines(String text) {
    LineInput input = of(text.getBytes(StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (InputLine line = input.next(); line != null; line = input.next()) {
      lines.add(line.text());
      assertEquals("here, line " + lines.size(), line.place());
      assertEquals(Flaw.NONE, line.flaw());
    }
    assertNull(input.next());
    return lines;
  }

  @Test
  void lfAloneEndsALineAndTheCrBeforeItIsDropped() {
    assertEquals(List.of(), lines(""));
    assertEquals(List.of(""), lines("\n"));
    assertEquals(List.of("", "", "a"), lines("\n\r\na"));
    assertEquals(
        List.of("a\rb\r", "\u2028\u0085\f\u000b"), lines("a\rb\r\r\n\u2028\u0085\f\u000b"));
    assertEquals(List.of("a"), lines("a\r"));
  }

  @Test
  void aByteOrderMarkIsTextUnlessLeftOut() {
    String text = "\uFEFFa\n\uFEFFb\n";
    assertEquals(List.of("\uFEFFa", "\uFEFFb"), lines(text));
    LineInput input = of(text.getBytes(StandardCharsets.UTF_8)).withoutMark();
    assertEquals("a", input.next().text());
    assertEquals("\uFEFFb", input.next().text());
  }

  // Around the size of the buffer, where lines and characters are torn.
  @ParameterizedTest
  @ValueSource(ints = {65_533, 65_534, 65_535, 65_536, 65_537, 131_072})
  void linesAreWholeAcrossBuffers(int length) {
    String line = "x".repeat(length) + "€";
    assertEquals(List.of(line, "b", line), lines(line + "\nb\n" + line));
  }

  @Test
  void ofAnEndlessLineTheBeginningIsKept() {
    int kept = LineInput.MAX_LINE_BYTES;
    String torn = "x".repeat(kept - 1) + "€uro" + "y".repeat(100_000);
    LineInput input = of((torn + "\nnext").getBytes(StandardCharsets.UTF_8));
    InputLine line = input.next();
    assertEquals(Flaw.TOO_LONG, line.flaw());
    assertEquals("x".repeat(kept - 1), line.text());
    assertEquals("next", input.next().text());
    String whole = "x".repeat(kept);
    assertEquals(Flaw.NONE, of(whole.getBytes(StandardCharsets.UTF_8)).next().flaw());
  }
}
