package org.srupp.seq2seq.shortlist;

import java.util.Locale;

/**
 * What tells a vocabulary from another.
 *
 * @param size number of pieces
 * @param checksum of the pieces in order
 */
public record VocabularyMark(int size, int checksum) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d pieces with checksum %08x", size, checksum);
  }
}
