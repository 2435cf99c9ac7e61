package org.srupp.recipes.corpora.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
  @TempDir Path folder;
  private final byte[] content = new byte[300_000];
  private final List<String> requests = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();
  private HttpServer server;

  /** Bytes after which an answer breaks off; 0 for never. */
  private int breaksAt;

  private String version = "\"v1\"";

  @BeforeEach
  void start() throws IOException {
    new SplittableRandom(11).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good/", this::serve);
    server.createContext(
        "/page/", exchange -> answer(exchange, "<!doctype html><title>Sorry</title>".getBytes()));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(String.valueOf(range));
    boolean same = version.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    int from = range == null || !same ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    exchange.getResponseHeaders().set("ETag", version);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    int to = breaksAt == 0 ? content.length : Math.min(content.length, from + breaksAt);
    exchange.getResponseBody().write(content, from, to - from);
    exchange.close();
  }

  private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path fetch(RemoteFile file) throws IOException {
    return new Downloader((name, done, total) -> progress.add(done)).fetch(file, folder);
  }

  private RemoteFile good() {
    return RemoteFile.of("a.bin", url("/good/a.bin"));
  }

  private void assertFetched(Path file) throws IOException {
    assertEquals(folder.resolve("a.bin"), file);
    assertArrayEquals(content, Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("a.bin", "a.bin.sha256"),
          files.map(each -> each.getFileName().toString()).sorted().toList());
    }
  }

  private String refused(RemoteFile file) {
    return assertThrows(DownloadException.class, () -> fetch(file)).getMessage();
  }

  @Test
  void aFileIsFetchedOnceWithItsChecksumBeside() throws IOException {
    assertFetched(fetch(good().withBytes(content.length)));
    assertEquals(
        Checksum.of(folder.resolve("a.bin")) + "  a.bin\n",
        Files.readString(folder.resolve("a.bin.sha256")));
    assertEquals(content.length, progress.getLast());
    fetch(good());
    assertEquals(List.of("null"), requests);
  }

  @Test
  void whatBreaksOffIsResumed() throws IOException {
    breaksAt = 120_000;
    assertFetched(fetch(good()));
    assertEquals("null", requests.get(0));
    long before = 0;
    for (int i = 1; i < requests.size(); i++) {
      // Not always at the break itself: a reset may discard what was not read yet, even all of it.
      String range = requests.get(i).equals("null") ? "bytes=0-" : requests.get(i);
      long from = Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
      assertTrue(from >= before && from <= before + breaksAt, requests::toString);
      before = from;
    }
    assertTrue(before >= content.length - breaksAt, requests::toString);
  }

  @Test
  void anInterruptedDownloadGoesOnLater() throws IOException {
    Files.write(folder.resolve("a.bin.part"), Arrays.copyOf(content, 77_777));
    Files.writeString(folder.resolve("a.bin.part.tag"), version);
    assertFetched(fetch(good()));
    assertEquals(List.of("bytes=77777-"), requests);
  }

  @Test
  void anotherVersionIsFetchedAnew() throws IOException {
    Files.write(folder.resolve("a.bin.part"), new byte[77_777]);
    Files.writeString(folder.resolve("a.bin.part.tag"), "\"v0\"");
    assertFetched(fetch(good()));
  }

  @Test
  void withoutTheServersMarkNothingIsResumed() throws IOException {
    Files.write(folder.resolve("a.bin.part"), new byte[77_777]);
    assertFetched(fetch(good()));
    assertEquals(List.of("null"), requests);
  }

  @Test
  void mirrorsAreTriedInTurn() throws IOException {
    RemoteFile file =
        RemoteFile.of("a.bin", url("/none/a.bin"), url("/page/a.bin"))
            .withBytes(content.length)
            .withFolders(List.of(URI.create("http://127.0.0.1:1/"), URI.create(url("/good"))));
    assertFetched(fetch(file));
    String message = refused(RemoteFile.of("b.bin", url("/none/b.bin"), url("/page/b.bin")));
    assertEquals(
        "b.bin could not be fetched ("
            + url("/none/b.bin")
            + ": answered 404; "
            + url("/page/b.bin")
            + ": sent a web page instead of the file); run the command again to go on, name another"
            + " server with --mirror, or get it by hand and name its folder with --data",
        message);
    assertFalse(Files.exists(folder.resolve("b.bin")));
    assertFalse(Files.exists(folder.resolve("b.bin.part")), "a page is not gone on with");
  }

  @Test
  void aWrongSizeIsRefused() {
    assertTrue(
        refused(good().withBytes(5)).contains(": sent 300000 bytes, the file has 5);"),
        refused(good().withBytes(5)));
    assertFalse(Files.exists(folder.resolve("a.bin")));
  }

  @Test
  void aWrongChecksumIsRefused() {
    String message = refused(good().withSha256("00".repeat(32)));
    assertTrue(message.contains("has SHA-256 "), message);
    assertTrue(message.contains(" expects " + "00".repeat(32)), message);
    assertFalse(Files.exists(folder.resolve("a.bin")));
    assertFalse(Files.exists(folder.resolve("a.bin.part")));
  }

  @Test
  void aServerThatGivesNothingMoreIsLeft() {
    server.removeContext("/good/");
    server.createContext(
        "/good/",
        exchange -> {
          requests.add("again");
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().flush();
          exchange.close();
        });
    // The client tells of an end right behind the head while sending or while reading.
    String reason = ".*/good/a\\.bin: (broke off after 0 bytes|no answer \\(.+\\))\\); run .*";
    for (String message : List.of(refused(good()), refused(good()))) {
      assertTrue(message.matches(reason), message);
    }
    assertEquals(6, requests.size(), "three attempts in each of two calls");
  }

  @Test
  void aNeighbourWithAnotherChecksumIsNoticed() throws IOException {
    Path file = fetch(good());
    String found = Checksum.of(file);
    Checksum.compareWithNeighbour(file, found);
    Path neighbour = folder.resolve("a.bin.sha256");
    Files.writeString(neighbour, "ab".repeat(32) + " *a.bin\n");
    assertEquals(
        file
            + ": has SHA-256 "
            + found
            + ", "
            + neighbour
            + " expects "
            + "ab".repeat(32)
            + "; it is damaged or another version: delete it and get it again",
        assertThrows(DownloadException.class, () -> Checksum.compareWithNeighbour(file, found))
            .getMessage());
    Files.writeString(neighbour, "nonsense\n");
    assertEquals(
        neighbour + ": does not start with a SHA-256 of 64 hexadecimal digits; delete it",
        assertThrows(DownloadException.class, () -> Checksum.compareWithNeighbour(file, found))
            .getMessage());
  }
}
