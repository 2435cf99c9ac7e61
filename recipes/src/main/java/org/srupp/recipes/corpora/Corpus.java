package org.srupp.recipes.corpora;

/** A data set on disk, cut into train, valid and test by a fixed rule. */
public interface Corpus {
  /** What it is and where it comes from. */
  CorpusCard card();

  /**
   * Reads it whole.
   *
   * @throws CorpusException if files are missing (all are named at once), damaged, or not of the
   *     expected length
   */
  CorpusSplits load();
}
