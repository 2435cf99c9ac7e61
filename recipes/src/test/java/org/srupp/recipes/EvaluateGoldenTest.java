package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.srupp.eval.Signature;

/**
 * The command against what sacreBLEU's own printed and returned for the same arguments.
 *
 * <p>Standard output and exit codes are equal but for these, which docs/evaluation.md lists: the
 * version has ours behind it; {@code --version} names this command; paired JSON has means and
 * half-widths of double-precision sums, which agree with theirs to 5e-5; the explanation below a
 * paired table is our own. Notes beside a score are the same but for the program's name; reasons of
 * failures are worded differently.
 */
class EvaluateGoldenTest {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateGoldenTest.class);
  private static final String FOLDER = "srupp.golden.cli";
  private static final String CUT = "[cut]";

  /** sacreBLEU sums in single precision, with a step of 7.6e-6 at 100. */
  private static final double SINGLE = 5e-5;

  @TempDir private Path made;

  @Test
  void printsAndReturnsWhatSacrebleuDoes() throws Exception {
    Path calls = folder().resolve("cli.jsonl");
    Path sets =
        System.getProperty(FOLDER) == null
            ? Path.of("../eval/src/test/resources/sacrebleu/sets")
            : folder().resolve("sets");
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (String line : Files.readString(calls).split("\n")) {
      JsonNode call = new ObjectMapper().readTree(line);
      EvaluateRun run = run(call, sets);
      if (!same(call, run)) {
        wrong.add("expected " + call + "\nfound " + run);
      }
      ran++;
    }
    assertEquals(List.of(), wrong);
    LOG.info("{} golden calls of sacreBLEU equal", ran);
    assertTrue(ran >= 48, "calls: " + ran);
  }

  private EvaluateRun run(JsonNode call, Path sets) throws IOException {
    for (Map.Entry<String, JsonNode> file : call.path("files").properties()) {
      Files.writeString(made.resolve(file.getKey()), file.getValue().asText());
    }
    List<String> arguments = new ArrayList<>();
    call.get("args").forEach(argument -> arguments.add(argument.asText()));
    Map<String, String> environment = new HashMap<>();
    call.path("env")
        .properties()
        .forEach(pair -> environment.put(pair.getKey(), pair.getValue().asText()));
    return EvaluateRun.of(
        call.has("files") ? made : sets,
        stdin(call, sets),
        environment,
        arguments.toArray(String[]::new));
  }

  private static boolean same(JsonNode call, EvaluateRun run) throws IOException {
    String theirs = call.get("stdout").asText().replace(Signature.REPRODUCES, Signature.VERSION);
    theirs = theirs.replace("__main__.py ", "evaluate ");
    String ours = withoutExplanation(run.out());
    String notes = call.get("stderr").asText();
    boolean same = run.exit() == call.get("exit").asInt() && notes.isEmpty() == run.err().isEmpty();
    same &=
        theirs.contains("\"p_value\"")
            ? samePaired(new ObjectMapper(), theirs, ours)
            : theirs.equals(ours);
    return same && (run.exit() != 0 || sameNotes(notes, run.err()));
  }

  private static boolean sameNotes(String theirs, String ours) {
    String expected = theirs.replace("sacreBLEU: ", "evaluate: ");
    return expected.endsWith(CUT)
        ? ours.startsWith(expected.substring(0, expected.length() - CUT.length()))
        : expected.equals(ours);
  }

  /** The same text but for the numbers of resampling, which agree as far as they can. */
  private static boolean samePaired(ObjectMapper mapper, String theirs, String ours)
      throws IOException {
    String resampled = "\"(mean|ci)\": [-0-9.e]+";
    boolean same = theirs.replaceAll(resampled, "").equals(ours.replaceAll(resampled, ""));
    Iterator<JsonNode> expected = mapper.readTree(theirs).findValues("mean").iterator();
    Iterator<JsonNode> found = mapper.readTree(ours).findValues("mean").iterator();
    while (same && expected.hasNext()) {
      same = Math.abs(expected.next().asDouble() - found.next().asDouble()) <= SINGLE;
    }
    expected = mapper.readTree(theirs).findValues("ci").iterator();
    found = mapper.readTree(ours).findValues("ci").iterator();
    while (same && expected.hasNext()) {
      same = Math.abs(expected.next().asDouble() - found.next().asDouble()) <= SINGLE;
    }
    return same;
  }

  private static String withoutExplanation(String printed) {
    return printed.replaceFirst(
        "(?s)(trials\n-+\n).*(\n\n-+\nMetric)", "$1[explanation omitted]$2");
  }

  private static String stdin(JsonNode call, Path sets) throws IOException {
    if (call.has("stdin")) {
      return call.get("stdin").asText();
    }
    if (call.has("stdin_file")) {
      return Files.readString(sets.resolve(call.get("stdin_file").asText()));
    }
    if (!call.has("stdin_paste")) {
      return "";
    }
    List<String[]> columns = new ArrayList<>();
    for (JsonNode file : call.get("stdin_paste")) {
      columns.add(Files.readString(sets.resolve(file.asText())).split("\n", -1));
    }
    var pasted = new StringBuilder();
    for (int i = 0; i < columns.get(0).length - 1; i++) {
      List<String> fields = new ArrayList<>();
      for (String[] column : columns) {
        fields.add(column[i]);
      }
      pasted.append(String.join("\t", fields)).append('\n');
    }
    return pasted.toString();
  }

  private static Path folder() throws URISyntaxException {
    String given = System.getProperty(FOLDER);
    return given != null
        ? Path.of(given)
        : Path.of(EvaluateGoldenTest.class.getResource("/sacrebleu").toURI());
  }
}
