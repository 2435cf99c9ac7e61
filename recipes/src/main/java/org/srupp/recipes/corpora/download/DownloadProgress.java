package org.srupp.recipes.corpora.download;

/** Is told how a download goes. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * Called after every piece of some 64 KiB.
   *
   * @param name of the file
   * @param done bytes on disk
   * @param total bytes of the file; 0 if the server does not say
   */
  void progress(String name, long done, long total);
}
