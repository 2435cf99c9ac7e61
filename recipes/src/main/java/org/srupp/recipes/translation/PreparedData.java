package org.srupp.recipes.translation;

import java.util.List;
import org.srupp.recipes.corpora.ParallelText;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.TokenFile;
import org.srupp.tokenizers.TokenizerPair;

/**
 * A run's data as training reads it.
 *
 * @param tokenizers of both sides
 * @param files the mapped token files, closed with this
 * @param train training pairs as ids
 * @param valid validation pairs as ids
 * @param validText validation pairs as text
 * @param testText test pairs as text, maybe none
 */
record PreparedData(
    TokenizerPair tokenizers,
    List<TokenFile> files,
    ParallelCorpus train,
    ParallelCorpus valid,
    ParallelText validText,
    ParallelText testText)
    implements AutoCloseable {
  @Override
  public void close() {
    files.forEach(TokenFile::close);
  }
}
