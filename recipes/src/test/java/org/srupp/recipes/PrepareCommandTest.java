package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.corpora.OfficialArchives;
import org.srupp.seq2seq.data.TokenFile;

/** What {@code prepare} makes of small corpora of the official layouts, and what it refuses. */
class PrepareCommandTest {
  private static final String[] SETTINGS = {
    "train.maxUpdates=2", "train.keep=1", "train.averageLast=0"
  };

  @TempDir static Path shared;
  private static Path multi30k;

  @TempDir Path folder;
  private Path out;

  @BeforeAll
  static void corpora() throws IOException {
    multi30k = OfficialArchives.multi30k(shared.resolve("multi30k"));
  }

  @BeforeEach
  void out() {
    out = folder.resolve("out");
  }

  private CommandRun prepare(String... words) {
    String[] all = new String[words.length + 4];
    all[0] = "prepare";
    all[1] = "--out";
    all[2] = out.toString();
    all[3] = "--threads=2";
    System.arraycopy(words, 0, all, 4, words.length);
    return CommandRun.of(all);
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(out.resolve("report.json").toFile());
  }

  private static void assertFails(int code, String message, CommandRun run) {
    assertEquals(message, run.err().lines().findFirst().orElse(""));
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }

  private static void assertTokens(Path file, int sentences) throws IOException {
    try (TokenFile tokens = TokenFile.open(file)) {
      assertEquals(sentences, tokens.size());
      assertTrue(tokens.tokens() > sentences, file + ": " + tokens.tokens());
    }
  }

  @Test
  void multi30kBecomesTokenFilesAndAReport() throws IOException {
    CommandRun run = prepare("multi30k-de-en", "--data", multi30k.toString(), "--drop-duplicates");
    assertEquals(0, run.code(), run.err());
    assertEquals(Files.readString(out.resolve("report.txt")), run.out());
    assertTrue(
        run.out().contains("28,000 dropped (duplicate): lines 1001, 1002, 1003,"), run.out());
    assertTrue(run.out().contains(", and 27,980 more in dropped.tsv\n"), run.out());
    assertTrue(
        run.err().contains("train: dropped 28000 of 29000 pairs with the text of an earlier pair"),
        run.err());
    assertTokens(out.resolve("train.src.tokens"), 1_000);
    assertTokens(out.resolve("valid.tgt.tokens"), 1_014);
    assertEquals(1_000, Files.readAllLines(out.resolve("test.src")).size());
    JsonNode train = report().path("parts").get(0);
    assertEquals(29_000, train.path("lines").asInt());
    assertEquals(1_000, train.path("kept").asInt());
    assertEquals(28_000, train.path("dropped").path("duplicate").path("count").asInt());
    assertEquals(1_000, train.path("dropped").path("duplicate").path("lines").size());
    assertEquals(6, report().path("inputs").size());
    assertEquals(28_001, Files.readAllLines(out.resolve("dropped.tsv")).size());
    assertEquals("train\t1001\tduplicate\t", Files.readAllLines(out.resolve("dropped.tsv")).get(1));

    CommandRun again =
        prepare("multi30k-de-en", "--data", multi30k.toString(), "--drop-duplicates");
    assertEquals(run.out(), again.out());
    assertEquals(out + " is prepared already\n", again.err());
    assertFails(
        1,
        "srupp: "
            + out
            + " was prepared otherwise: data.filter.dropDuplicates was true, asked for is false;"
            + " choose another folder with --out, or delete it",
        prepare("multi30k-de-en", "--data", multi30k.toString()));
  }

  @Test
  void iwslt14BecomesTheSplitOfThePaper() throws IOException {
    Path archive = OfficialArchives.iwslt14(folder.resolve("de-en.tgz"));
    CommandRun run = prepare("iwslt14-de-en", "--data", archive.toString());
    assertEquals(0, run.code(), run.err());
    assertTokens(out.resolve("train.src.tokens"), 164_853);
    assertTokens(out.resolve("train.tgt.tokens"), 164_853);
    assertTokens(out.resolve("valid.src.tokens"), 6_868);
    assertEquals(5_585, Files.readAllLines(out.resolve("test.tgt")).size());
    assertTrue(
        run.out().contains("6,805 dropped (tag): lines 1, 2, 3, 4, 5, 132, 133,"), run.out());
    assertEquals(1, report().path("inputs").size());
    assertFalse(Files.exists(out.resolve("train.tags.de-en.de")));
    assertEquals("words=nltk", Files.readAllLines(out.resolve("tokenizer.txt")).get(1));
    // "Wort" ends in a piece of its own first; "R&D" is in the test text alone.
    assertTrue(Files.readAllLines(out.resolve("source.vocab")).contains("&\t0"));

    Files.writeString(folder.resolve("de-en.tgz.sha256"), "12".repeat(32) + "  de-en.tgz\n");
    CommandRun damaged = prepare("iwslt14-de-en", "--data", archive.toString());
    assertEquals(1, damaged.code());
    assertTrue(damaged.err().startsWith("srupp: " + archive + ": has SHA-256 "), damaged.err());
    assertTrue(
        damaged.err().contains(", " + archive + ".sha256 expects " + "12".repeat(32) + ";"),
        damaged.err());
    CommandRun other =
        prepare("iwslt14-de-en", "--data", archive.toString(), "--sha256", "AB".repeat(32));
    assertEquals(1, other.code());
    assertTrue(other.err().contains(", --sha256 expects " + "ab".repeat(32)), other.err());
  }

  @Test
  void filtersOfTheUsersTextAreFlagsAndKeys() throws IOException {
    Path tsv = folder.resolve("pairs.tsv");
    Files.writeString(
        tsv,
        "ein Haus\ta house\n"
            + "ein Haus\ta house\n"
            + "lang lang lang lang lang lang\tlong\n"
            + "\u0434\u043E\u043C \u0434\u043E\u043C\ta house\n"
            + "kurz\tshort one\n"
            + "\0 x \uD83D\uDE00\te\u0301 \u05E9\u05DC\u05D5\u05DD \u200F\n"
            + "zwei Hunde\ttwo dogs\nkein Tabulator\n");
    CommandRun run =
        prepare(
            "--tsv=" + tsv,
            "--max-ratio=3",
            "--min-words=2",
            "--max-words=5",
            "--drop-duplicates",
            "--src-script=latin",
            "data.filter.targetScript=",
            "subwords.vocabularySize=80");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        List.of(
            "part\tline\treason\tdetail",
            "train\t2\tduplicate\t",
            "train\t3\ttoo_few_words\t6 and 1 words",
            "train\t4\tscript\tsource: 0 of 6 letters are LATIN",
            "train\t5\ttoo_few_words\t1 and 2 words",
            "train\t8\tno_tab\t"),
        Files.readAllLines(out.resolve("dropped.tsv")));
    assertTrue(run.err().contains("valid: held out 1 of 3 pairs, drawn with seed 1234"), run.err());
    assertFails(
        2,
        "srupp: command line: data.filter.maxRatio must be 0 or at least 1, found 0.5",
        prepare("--tsv=" + tsv, "--max-ratio=0.5"));
  }

  @Test
  void corporaAreFetchedWhenAsked() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/raw/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/raw/".length());
          byte[] bytes = Files.readAllBytes(multi30k.resolve(name));
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      Path data = folder.resolve("data");
      CommandRun run =
          prepare(
              "multi30k-de-en",
              "--data=" + data,
              "--download",
              "--mirror=http://127.0.0.1:" + server.getAddress().getPort() + "/raw/");
      assertEquals(0, run.code(), run.err());
      assertTrue(Files.exists(data.resolve("train.de.gz.sha256")));
      assertTokens(out.resolve("train.src.tokens"), 29_000);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nothingIsFetchedUnasked() {
    Path data = folder.resolve("data");
    assertFails(
        1,
        "srupp: no such file or folder: "
            + data
            + "; get them from github.com/multi30k/dataset, data/task1/raw, and put them into a"
            + " folder, or let `srupp prepare multi30k-de-en --download` do it",
        prepare("multi30k-de-en", "--data=" + data));
    assertFails(
        2,
        "srupp prepare: --mirror needs --download",
        prepare("multi30k-de-en", "--data=" + data, "--mirror=http://localhost"));
    assertFails(
        2,
        "srupp prepare: --mirror must be the URL of a folder, http:// or https://, found foo",
        prepare("multi30k-de-en", "--data=" + data, "--download", "--mirror=foo"));
    assertFails(
        2,
        "srupp prepare: --download needs --data FOLDER, where the files are put",
        prepare("multi30k-de-en", "--download"));
    assertFails(
        2,
        "srupp prepare: --download knows no source of the corpus files",
        prepare("files", "--download", "--data=" + data));
    assertFails(
        2,
        "srupp prepare: --sha256 must be 64 hexadecimal digits, found 12",
        prepare("multi30k-de-en", "--data=" + data, "--sha256=12"));
    assertFalse(Files.exists(data));
    assertFalse(Files.exists(out));
  }

  @Test
  void aRunTrainsFromAPreparedFolder() throws IOException {
    TinyTraining.files(folder, 60);
    String[] command = TinyTraining.command(folder, out, SETTINGS);
    command[0] = "prepare";
    CommandRun prepared = CommandRun.of(command);
    assertEquals(0, prepared.code(), prepared.err());
    Path run = folder.resolve("run");
    CommandRun direct = TinyTraining.train(folder, folder.resolve("direct"), SETTINGS);
    assertEquals(0, direct.code(), direct.err());
    Files.delete(folder.resolve("train.de")); // the text is not read again
    CommandRun trained = train(run);
    assertEquals(0, trained.code(), trained.err());
    assertEquals(
        -1,
        Files.mismatch(
            run.resolve("model/model.safetensors"),
            folder.resolve("direct/model/model.safetensors")));
    assertEquals(
        Files.readString(folder.resolve("direct/data/report.txt")),
        Files.readString(run.resolve("data/report.txt")));
    CommandRun other = train(folder.resolve("other"), "data.lowercase=true");
    assertFails(
        1,
        "srupp: "
            + out
            + " was prepared otherwise: data.lowercase was false, asked for is true; prepare it"
            + " again with these settings, or train with those",
        other);
  }

  private CommandRun train(Path run, String... more) {
    List<String> words =
        new ArrayList<>(List.of("train", "files", "--data=" + out, "--out=" + run));
    words.addAll(TinyTraining.SIZES);
    words.addAll(List.of(SETTINGS));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }
}
