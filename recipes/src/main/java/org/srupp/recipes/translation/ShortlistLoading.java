package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Path;
import org.srupp.encdec.model.ShortlistScorers;
import org.srupp.seq2seq.shortlist.Shortlist;
import org.srupp.seq2seq.shortlist.ShortlistFile;
import org.srupp.seq2seq.shortlist.VocabularyMark;
import org.srupp.tokenizers.Tokenizer;

/** Reads the shortlist that a model is to translate with. */
public final class ShortlistLoading {
  private ShortlistLoading() {}

  /**
   * A model's searches restricted to a shortlist.
   *
   * @param model must outlive the result
   * @throws IllegalArgumentException if the shortlist is of another vocabulary; the message says
   *     what was found and expected
   * @throws IOException if the file is missing or damaged; the message names it
   */
  public static ShortlistScorers scorers(Path file, LoadedModel model) throws IOException {
    Shortlist shortlist = ShortlistFile.read(file);
    Tokenizer source = model.tokenizers().source();
    Tokenizer target = model.tokenizers().target();
    require(file, "source", shortlist.source(), VocabularyMarks.of(source));
    require(file, "target", shortlist.target(), VocabularyMarks.of(target));
    return new ShortlistScorers(
        model.scorers(), shortlist, TextTranslator.ids(target.vocabulary().specials()));
  }

  private static void require(
      Path file, String side, VocabularyMark found, VocabularyMark expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          file
              + ": is a shortlist of another "
              + side
              + " vocabulary, "
              + found
              + ", expected the model's "
              + expected
              + "; build one for this model with shortlist");
    }
  }
}
