package org.srupp.recipes.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.srupp.recipes.corpora.download.Checksum;
import org.srupp.recipes.run.DataFile;

/**
 * Reads input files once before they are used: for the marker, the report, and to refuse damage.
 */
public final class InputHashes {
  private InputHashes() {}

  /**
   * Hashes the files.
   *
   * @throws org.srupp.recipes.corpora.download.DownloadException if a {@code NAME.sha256} beside a
   *     file says otherwise
   */
  public static List<DataFile> of(List<Path> files) {
    return files.stream().map(InputHashes::of).toList();
  }

  private static DataFile of(Path file) {
    DataFile data = DataFile.of(file);
    try {
      Checksum.compareWithNeighbour(file, data.sha256());
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ".sha256 cannot be read: " + e.getMessage(), e);
    }
  }
}
