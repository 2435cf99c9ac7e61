package org.srupp.recipes.corpora.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One request for a file, or for the rest of it (RFC 9110, section 14: range requests). */
final class Transfer {
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final DownloadProgress progress;

  Transfer(HttpClient client, DownloadProgress progress) {
    this.client = client;
    this.progress = progress;
  }

  /**
   * Adds to the part until the server says that it is whole.
   *
   * @throws TransferException if the server does not give it
   * @throws IOException if the disk refuses
   */
  void run(URI mirror, RemoteFile wanted, PartialFile part) throws IOException {
    long have = part.bytes();
    String tag = part.tag();
    HttpRequest.Builder request = HttpRequest.newBuilder(mirror).timeout(ANSWER);
    boolean resume = have > 0 && !tag.isEmpty();
    if (resume) {
      // A server that has another version by now sends it whole.
      request.header("Range", "bytes=" + have + "-").header("If-Range", tag);
    }
    HttpResponse<InputStream> answer = send(request.build());
    try (InputStream body = answer.body()) {
      int status = answer.statusCode();
      if (status == RANGE_NOT_SATISFIABLE && resume) {
        part.discard();
        throw new TransferException("has fewer bytes than were fetched before", true);
      }
      if (status != OK && status != PARTIAL) {
        throw new TransferException("answered " + status, status >= 500);
      }
      boolean goesOn = status == PARTIAL && startsAt(answer.headers(), have);
      if (status == PARTIAL && !goesOn) {
        part.discard();
        throw new TransferException("sent another range than was asked for", true);
      }
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      long start = goesOn ? have : 0;
      long total = length < 0 ? 0 : start + length;
      try (OutputStream out = goesOn ? part.append() : part.begin(version(answer.headers()))) {
        copy(wanted.name(), body, out, start, total);
      }
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("download interrupted");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new TransferException("no answer (" + why + ")", true);
    }
  }

  private void copy(String name, InputStream body, OutputStream out, long start, long total)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long done = start;
    for (int n = read(body, buffer, done); n >= 0; n = read(body, buffer, done)) {
      out.write(buffer, 0, n);
      done += n;
      progress.progress(name, done, total);
    }
    if (total > 0 && done < total) {
      throw new TransferException("broke off after " + done + " of " + total + " bytes", true);
    }
  }

  // Apart from writing: a server that breaks off is worth another try, a full disk is not.
  private static int read(InputStream body, byte[] buffer, long done) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new TransferException("broke off after " + done + " bytes", true);
    }
  }

  private static boolean startsAt(HttpHeaders headers, long have) {
    return headers.firstValue("Content-Range").orElse("").startsWith("bytes " + have + "-");
  }

  // A weak tag does not promise the same bytes.
  private static String version(HttpHeaders headers) {
    return headers
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> headers.firstValue("Last-Modified"))
        .orElse("");
  }
}
