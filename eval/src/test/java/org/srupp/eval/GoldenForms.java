package org.srupp.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Compares what a score prints with a record of sacreBLEU's, whose version is exchanged for ours.
 */
final class GoldenForms {
  private static final String THEIRS = "version:" + Signature.REPRODUCES;
  private static final String THEIRS_BRIEF = "v:" + Signature.REPRODUCES;
  private static final String OURS = Signature.VERSION.substring(Signature.REPRODUCES.length());

  private GoldenForms() {}

  /** Adds a line to {@code wrong} for every form that differs. */
  static void compare(JsonNode row, Score score, List<String> wrong) {
    String signature = row.get("signature").asText();
    String brief = row.get("signature_short").asText();
    expect(
        row, "version", signature.endsWith(THEIRS) && brief.endsWith(THEIRS_BRIEF), score, wrong);
    expect(row, "signature", (signature + OURS).equals(score.signature().toString()), score, wrong);
    expect(row, "short signature", (brief + OURS).equals(score.signature().brief()), score, wrong);
    expect(row, "json", ours(row.get("json").asText()).equals(score.json(1)), score, wrong);
  }

  /** Adds a line to {@code wrong} unless the part is equal. */
  static void expect(JsonNode row, String what, boolean equal, Score score, List<String> wrong) {
    if (!equal) {
      wrong.add(what + ": expected " + row + ", found " + score + " " + score.signature());
    }
  }

  private static String ours(String json) {
    return json.replace(THEIRS + "\"", THEIRS + OURS + "\"")
        .replace(
            "\"version\": \"" + Signature.REPRODUCES + "\"",
            "\"version\": \"" + Signature.VERSION + "\"");
  }
}
