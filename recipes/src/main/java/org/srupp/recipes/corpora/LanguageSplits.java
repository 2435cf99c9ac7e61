package org.srupp.recipes.corpora;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The text of a language-model corpus, still on disk.
 *
 * @param train parts in their official order
 * @param valid likewise
 * @param test likewise; may be the same as {@code valid}
 * @param vocabulary a list of words that comes with the corpus, if one does
 * @param inputs the files that all this is read from; their hashes identify the data
 */
public record LanguageSplits(
    List<TextPart> train,
    List<TextPart> valid,
    List<TextPart> test,
    Optional<TextPart> vocabulary,
    List<Path> inputs) {
  public LanguageSplits {
    train = List.copyOf(train);
    valid = List.copyOf(valid);
    test = List.copyOf(test);
    inputs = List.copyOf(inputs);
  }
}
