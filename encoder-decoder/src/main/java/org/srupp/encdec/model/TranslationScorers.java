package org.srupp.encdec.model;

import org.srupp.seq2seq.decode.ScorerFactory;

/** Starts searches; may be used by several threads at once. */
public interface TranslationScorers extends ScorerFactory, AutoCloseable {
  @Override
  void close();
}
