package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srupp.eval.text.Chars;
import org.srupp.eval.text.LineTokenizer;
import org.srupp.eval.text.PythonLowerCase;
import org.srupp.eval.text.PythonNumber;
import org.srupp.eval.text.PythonSpace;
import org.srupp.eval.text.SacrebleuTokenizer;
import org.srupp.eval.text.TokenizerChrf;
import org.srupp.eval.text.TokenizerTercom;

/** Lines cut, lower-cased and trimmed, and numbers printed, as Python and sacreBLEU do it. */
class TextGoldenTest {
  @Test
  void tokensEqualSacrebleu() {
    int ran = 0;
    for (JsonNode row : Golden.rows("tokenizers.jsonl")) {
      String line = row.get("in").asText();
      for (SacrebleuTokenizer kind : SacrebleuTokenizer.values()) {
        var out = new Chars();
        kind.newTokenizer().tokenize(line, out);
        switch (kind) {
          case NONE -> assertEquals(line, out.toString());
          case CHAR -> assertEquals(row.get("char").asText(), out.toString());
          default ->
              assertEquals(
                  row.get(kind.label()).asText(), String.join(" ", split(out.toString())), line);
        }
        ran++;
      }
    }
    Golden.ran("tokenised lines", ran, 5 * 497);
  }

  @Test
  void wordsOfTheOtherMetricsEqualSacrebleu() {
    int ran = 0;
    for (JsonNode row : Golden.rows("tokenizers.jsonl")) {
      String line = row.get("in").asText();
      for (Map.Entry<String, JsonNode> column : row.properties()) {
        String name = column.getKey();
        if (name.equals("ter") || name.startsWith("ter-")) {
          String flags = name.substring(3);
          var tokenizer =
              new TokenizerTercom(flags.contains("n"), flags.contains("p"), flags.contains("a"));
          String cased = flags.contains("c") ? line : PythonLowerCase.of(line);
          assertEquals(
              column.getValue().asText(), String.join(" ", tokens(tokenizer, cased)), name + line);
          ran++;
        }
      }
      assertEquals(
          Golden.texts(row.get("chrf-words")), tokens(new TokenizerChrf(), line), "chrF " + line);
      ran++;
    }
    Golden.ran("tokenised lines of TER and chrF", ran, 17 * 497);
  }

  private static List<String> tokens(LineTokenizer tokenizer, String line) {
    var out = new Chars();
    tokenizer.tokenize(line, out);
    return split(out.toString());
  }

  @Test
  void whiteSpaceAndCaseEqualPython() {
    int lowered = 0;
    for (JsonNode row : Golden.rows("tokenizers.jsonl")) {
      String line = row.get("in").asText();
      assertEquals(Golden.texts(row.get("split")), split(line));
      String trimmed = PythonSpace.trimEnd(line);
      int length = row.has("rstrip_len") ? row.get("rstrip_len").asInt() : row.get("len").asInt();
      assertEquals(length, trimmed.codePointCount(0, trimmed.length()), line);
      assertEquals(row.has("lower") ? row.get("lower").asText() : line, PythonLowerCase.of(line));
      lowered += row.has("lower") ? 1 : 0;
    }
    assertTrue(lowered > 100, "lines with capitals: " + lowered);
  }

  @Test
  void numbersArePrintedAsByPython() {
    int ran = 0;
    for (JsonNode row : Golden.rows("number_format.jsonl")) {
      double value = row.get("value").asDouble();
      for (int width = 0; width < row.get("text").size(); width++) {
        assertEquals(row.get("text").get(width).asText(), PythonNumber.fixed(value, width));
        assertEquals(row.get("json").get(width).asText(), PythonNumber.rounded(value, width));
        ran++;
      }
    }
    Golden.ran("printed numbers", ran, 7 * 83);
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int start = at;
      while (at < line.length() && !PythonSpace.isSpace(line.charAt(at))) {
        at++;
      }
      if (at > start) {
        words.add(line.substring(start, at));
      }
      at++;
    }
    return words;
  }
}
