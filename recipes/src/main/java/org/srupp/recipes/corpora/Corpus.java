package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A parallel data set on disk, cut into train, valid and test by a fixed rule. */
public interface Corpus {
  /** What it is and where it comes from. */
  CorpusCard card();

  /**
   * The files that it is read from; their hashes identify the data.
   *
   * @throws CorpusException if files are missing; all are named at once
   */
  List<Path> inputs();

  /**
   * Reads it once, from beginning to end and with constant memory.
   *
   * @param work existing folder for what must be unpacked before it can be read
   * @throws CorpusException if files are missing, damaged, or not of the expected length; what the
   *     sink has got by then is not the corpus
   * @throws IOException if the sink fails
   */
  void read(Path work, CorpusSink sink) throws IOException;
}
