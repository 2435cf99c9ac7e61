package org.srupp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.eval.text.PythonNumber;

/** NLTK's and Moses' own numbers for the made sets. */
class GivenTokensBleuTest {
  private static final NltkBleu NLTK = new NltkBleu();

  @Test
  void nltkScoresAreTheSame() throws Exception {
    int ran = 0;
    for (JsonNode row : rows()) {
      if (!row.get("nltk").isNull()) {
        GivenTokensScore score = (GivenTokensScore) NLTK.corpus(hypotheses(row), references(row));
        double expected = 100 * row.get("nltk").asDouble();
        // Relative, because a score without any match of four words is about 1e-152.
        assertEquals(expected, score.score(), Golden.RELATIVE * expected, row.toString());
        ran++;
      }
    }
    assertEquals(16, ran);
  }

  @Test
  void mosesPrintsTheSame() throws Exception {
    int ran = 0;
    for (JsonNode row : rows()) {
      for (boolean lowercase : new boolean[] {false, true}) {
        String expected = row.get(lowercase ? "multi_lc" : "multi").asText();
        Score score = new MultiBleu(lowercase).corpus(hypotheses(row), references(row));
        if (expected.isEmpty()) { // it divided by zero
          assertEquals(0, score.score());
        } else if (expected.startsWith("BLEU = 0, ")) { // it stopped before dividing by zero
          assertEquals(0, score.score());
        } else {
          assertEquals(expected, printed((GivenTokensScore) score), row.toString());
          ran++;
        }
      }
    }
    assertEquals(30, ran);
  }

  @Test
  void shortHypothesesCountInNltkAlone() {
    List<String> text = List.of("one two three", "one two three four five six seven");
    assertEquals(94.6, NLTK.corpus(text, List.of(text)).score(), 0.05);
    assertEquals(100, new MultiBleu(false).corpus(text, List.of(text)).score(), 1e-12);
  }

  @Test
  void signaturesTellTheProgramsApart() {
    List<String> text = List.of("a b c d e");
    assertEquals(
        "NLTK-BLEU|nrefs:1|case:mixed|tok:given|smooth:none|short:counted|version:nltk-3.10.3+srupp"
            + " = 100.0 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 5 ref_len = 5)",
        NLTK.corpus(text, List.of(text)).text(1, false));
    assertEquals(
        "multi-BLEU|#:2|c:ascii-lc|tok:given|s:none|v:multi-bleu.perl-48fa6e9+srupp"
            + " = 100.0 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 5 ref_len = 5)",
        new MultiBleu(true).corpus(text, List.of(text, text)).text(1, true));
  }

  @Test
  void sentenceIsACorpusOfOne() {
    List<String> references = List.of("the cat sat on the mat", "a cat sat on a mat");
    for (CorpusMetric metric : List.of(NLTK, new MultiBleu(false))) {
      assertEquals(
          metric.corpus(List.of("the cat is on a mat"), references.stream().map(List::of).toList()),
          metric.sentence("the cat is on a mat", references));
    }
  }

  @Test
  void otherSpacesAreLettersToMoses() {
    List<String> hypothesis = List.of("ein\u00A0Haus steht");
    Score moses = new MultiBleu(false).corpus(hypothesis, List.of(List.of("ein Haus steht")));
    assertTrue(moses.verbose().contains("hyp_len = 2 ref_len = 3"), moses.verbose());
    Score nltk = NLTK.corpus(hypothesis, List.of(List.of("ein Haus steht")));
    assertTrue(nltk.verbose().contains("hyp_len = 3 ref_len = 3"), nltk.verbose());
  }

  /** The line of the script, from the parts of the score. */
  private static String printed(GivenTokensScore score) {
    return "BLEU = "
        + PythonNumber.fixed(score.score(), 2)
        + ", "
        + score
            .verbose()
            .replace(" (BP = ", " (BP=")
            .replace(" ratio = ", ", ratio=")
            .replace(" hyp_len = ", ", hyp_len=")
            .replace(" ref_len = ", ", ref_len=");
  }

  private static List<String> hypotheses(JsonNode row) {
    return Golden.set(row.get("set").asText()).systems().get(row.get("sys").asText());
  }

  private static List<List<String>> references(JsonNode row) {
    return Golden.set(row.get("set").asText()).references().subList(0, row.get("refs").asInt());
  }

  private static List<JsonNode> rows() throws Exception {
    try (var in = GivenTokensBleuTest.class.getResourceAsStream("/given-tokens/scores.jsonl")) {
      var mapper = new ObjectMapper();
      List<JsonNode> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        rows.add(mapper.readTree(line));
      }
      return rows;
    }
  }
}
