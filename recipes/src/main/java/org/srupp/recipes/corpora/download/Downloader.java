package org.srupp.recipes.corpora.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.corpora.archive.ArchiveException;
import org.srupp.recipes.corpora.archive.FileKind;

/** Fetches files over HTTP. */
public final class Downloader {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  /** A mirror that breaks off so often without giving a byte more is left for the next. */
  private static final int VAIN_ATTEMPTS = 3;

  private final DownloadProgress progress;
  private final HttpClient client;

  public Downloader(DownloadProgress progress) {
    this.progress = progress;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Fetches a file into a folder, or does nothing if it is there: under another name until it is
   * whole, going on where an earlier call was interrupted. Beside it, {@code NAME.sha256} says what
   * was fetched.
   *
   * @return the file
   * @throws DownloadException if no mirror gives it, naming each with its reason
   * @throws IOException if the disk refuses
   */
  public Path fetch(RemoteFile wanted, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(wanted.name());
    if (Files.isRegularFile(file)) {
      return file;
    }
    PartialFile part = new PartialFile(file);
    List<String> reasons = new ArrayList<>();
    for (URI mirror : wanted.mirrors()) {
      try {
        transfer(mirror, wanted, part);
        check(wanted, part);
        part.finish();
        Checksum.writeNeighbour(file);
        return file;
      } catch (TransferException | DownloadException | ArchiveException e) {
        reasons.add(mirror + ": " + e.getMessage());
      }
    }
    throw new DownloadException(
        wanted.name()
            + " could not be fetched ("
            + String.join("; ", reasons)
            + "); run the command again to go on, name another server with --mirror, or get it by"
            + " hand and name its folder with --data");
  }

  private void transfer(URI mirror, RemoteFile wanted, PartialFile part) throws IOException {
    Transfer transfer = new Transfer(client, progress);
    int vain = 0;
    while (true) {
      long before = part.bytes();
      try {
        transfer.run(mirror, wanted, part);
        return;
      } catch (TransferException e) {
        vain = part.bytes() > before ? 0 : vain + 1;
        if (!e.worthAnotherTry() || vain >= VAIN_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  // What is wrong must not be resumed, so it goes.
  private static void check(RemoteFile wanted, PartialFile part) throws IOException {
    try {
      boolean page = wanted.name().endsWith(".html");
      if (!page && FileKind.of(part.path()) == FileKind.HTML) {
        throw new DownloadException("sent a web page instead of the file");
      }
      if (wanted.bytes() > 0 && part.bytes() != wanted.bytes()) {
        throw new DownloadException(
            "sent " + part.bytes() + " bytes, the file has " + wanted.bytes());
      }
      if (!wanted.sha256().isEmpty()) {
        Checksum.require(
            part.path(), Checksum.of(part.path()), wanted.sha256(), "the corpus' card");
      }
    } catch (DownloadException e) {
      part.discard();
      throw e;
    }
  }
}
