package org.srupp.recipes.corpora;

import java.nio.file.Path;

/** A language-model corpus in the archive that its authors published. */
public interface LanguageCorpus {
  /** What it is and where it comes from. */
  CorpusCard card();

  /** What its official release counts. */
  LanguageCounts expected();

  /**
   * Finds and checks the archive or its files.
   *
   * @param data the archive, a folder that has it, or a folder with its extracted files
   * @param work existing folder for what must be unpacked before it can be read; what an earlier
   *     call left there whole is used again
   * @throws CorpusException if files are missing, truncated, no archive or of the wrong size
   */
  LanguageSplits open(Path data, Path work);
}
