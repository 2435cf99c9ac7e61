package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one file, of one entry of an archive, or of a slice of either. */
public interface TextPart {
  /** For messages. */
  String name();

  /**
   * Starts at the first byte, any number of times; the bytes are never in memory whole. The stream
   * is buffered and the caller's to close.
   *
   * @throws CorpusException on reading, too, if an archive turns out damaged
   */
  InputStream open() throws IOException;
}
