package org.srupp.recipes.corpora;

import java.io.IOException;

/** Takes what is read from a corpus, pair by pair. */
public interface CorpusSink {
  /** A pair that is kept; the pairs of a split come in its order. */
  void pair(Split split, String source, String target) throws IOException;

  /** A pair that is left out. */
  void drop(Drop drop) throws IOException;

  /**
   * A part has been read.
   *
   * @param part as in {@link Drop}
   * @param lines pairs of lines it has, dropped ones included
   */
  void end(String part, long lines) throws IOException;

  /** What was decided on the way, one sentence. */
  void note(String sentence);
}
