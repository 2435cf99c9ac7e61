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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.eval.Signature;

/** The command against what sacreBLEU's own printed and returned for the same arguments. */
class EvaluateGoldenTest {
  private static final String FOLDER = "srupp.golden.cli";

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
      call(call, sets, wrong);
      ran++;
    }
    assertEquals(List.of(), wrong);
    assertTrue(ran >= 31, "calls: " + ran);
  }

  private void call(JsonNode call, Path sets, List<String> wrong) throws IOException {
    if (call.has("files")) {
      for (Map.Entry<String, JsonNode> file : call.get("files").properties()) {
        Files.writeString(made.resolve(file.getKey()), file.getValue().asText());
      }
    }
    List<String> arguments = new ArrayList<>();
    call.get("args").forEach(argument -> arguments.add(located(argument.asText(), sets)));
    Map<String, String> environment = new HashMap<>();
    if (call.has("env")) {
      call.get("env")
          .properties()
          .forEach(pair -> environment.put(pair.getKey(), pair.getValue().asText()));
    }
    var run = EvaluateRun.of(stdin(call, sets), environment, arguments.toArray(String[]::new));
    String printed = run.out().replace(sets + "/", "").replace(made + "/", "");
    String theirs = call.get("stdout").asText();
    String expected = theirs.replace(Signature.REPRODUCES, Signature.VERSION);
    String notes = call.get("stderr").asText();
    boolean silent = notes.isEmpty();
    boolean same =
        run.exit() == call.get("exit").asInt()
            && (expected.equals(printed) || aligned(expected).equals(aligned(printed)))
            && silent == run.err().isEmpty();
    // Reasons of failures are worded differently; notes beside a score are the same but for the
    // program's name.
    if (same && run.exit() == 0 && !notes.contains("'spm'")) {
      same = notes.replace("sacreBLEU: ", "evaluate: ").equals(run.err());
    }
    if (!same) {
      wrong.add("expected " + call + "\nfound " + run);
    }
  }

  /** Longer paths widen the first column of a table; what is in it stays the same. */
  private static String aligned(String table) {
    return table.contains("╒")
        ? table.replaceAll(" +", " ").replaceAll("═+", "═").replaceAll("─+", "─")
        : table;
  }

  private String located(String argument, Path sets) {
    for (Path folder : List.of(sets, made)) {
      if (Files.isRegularFile(folder.resolve(argument))) {
        return folder + "/" + argument;
      }
    }
    return argument;
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
