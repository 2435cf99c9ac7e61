package org.srupp.recipes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.srupp.recipes.corpora.CorpusSource;
import org.srupp.recipes.corpora.download.Checksum;
import org.srupp.recipes.corpora.download.DownloadProgress;
import org.srupp.recipes.corpora.download.Downloader;
import org.srupp.recipes.corpora.download.RemoteFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches a corpus, if asked to, and compares its checksum, if one is given. */
final class DownloadOptions {
  private static final long SECOND = 1_000_000_000L;
  private static final int PROGRESS_SECONDS = 5;
  private static final double MEGABYTE = 1e6;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--download",
      description = "Fetch the official files into the folder of --data, those that are missing.")
  private boolean download;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "A folder on a server that has the files; tried first, may be repeated.")
  private List<URI> mirrors = List.of();

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "What the archive must have, or it is refused.")
  private String sha256 = "";

  /**
   * Does what the options ask for.
   *
   * @param corpus a name of {@link CorpusSource}, or of a corpus without a source
   * @param data as given by {@code --data}; may be null
   */
  void run(String corpus, Path data, Consumer<String> log) throws IOException {
    if (!sha256.isEmpty() && !sha256.toLowerCase(Locale.ROOT).matches("[0-9a-f]{64}")) {
      throw wrong("--sha256 must be 64 hexadecimal digits, found " + sha256);
    }
    if (!download) {
      if (!mirrors.isEmpty()) {
        throw wrong("--mirror needs --download");
      }
      compare(data);
      return;
    }
    for (URI mirror : mirrors) {
      if (mirror.getHost() == null || !String.valueOf(mirror.getScheme()).matches("https?")) {
        throw wrong("--mirror must be the URL of a folder, http:// or https://, found " + mirror);
      }
    }
    List<RemoteFile> files = files(corpus);
    if (data == null || Files.isRegularFile(data)) {
      throw wrong("--download needs --data FOLDER, where the files are put");
    }
    if (!sha256.isEmpty() && files.size() > 1) {
      throw wrong("--sha256 needs a corpus of one file, this one has " + files.size());
    }
    fetch(files, data, log);
  }

  private List<RemoteFile> files(String corpus) {
    for (CorpusSource source : CorpusSource.values()) {
      if (source.name().equals(corpus)) {
        return source.files();
      }
    }
    throw wrong("--download knows no source of the corpus " + corpus.toLowerCase(Locale.ROOT));
  }

  private void fetch(List<RemoteFile> files, Path folder, Consumer<String> log) throws IOException {
    Downloader downloader = new Downloader(progress(log));
    for (RemoteFile file : files) {
      Path there = downloader.fetch(file.withFolders(mirrors).withSha256(sha256), folder);
      log.accept(there + ": " + Files.size(there) + " bytes");
    }
  }

  private void compare(Path data) throws IOException {
    if (sha256.isEmpty()) {
      return;
    }
    if (data == null || !Files.isRegularFile(data)) {
      throw wrong("--sha256 needs --data FILE, whose checksum it is");
    }
    Checksum.require(data, Checksum.of(data), sha256, "--sha256");
  }

  private static DownloadProgress progress(Consumer<String> log) {
    long[] shown = {System.nanoTime()};
    return (name, done, total) -> {
      long now = System.nanoTime();
      if (now - shown[0] > PROGRESS_SECONDS * SECOND) {
        shown[0] = now;
        String of =
            total == 0
                ? ""
                : String.format(
                    Locale.ROOT, " of %.1f (%d%%)", total / MEGABYTE, 100 * done / total);
        log.accept(String.format(Locale.ROOT, "%s: %.1f%s MB", name, done / MEGABYTE, of));
      }
    };
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
