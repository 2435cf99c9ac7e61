package org.srupp.recipes.language;

import java.nio.file.Path;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.corpora.BillionWord;
import org.srupp.recipes.corpora.Enwik8;
import org.srupp.recipes.corpora.LanguageCorpus;
import org.srupp.recipes.corpora.WikiText103;

/** The corpus that a recipe names. */
final class LanguageCorpora {
  private LanguageCorpora() {}

  static LanguageCorpus of(LanguageDataSection data) {
    return switch (data.corpus()) {
      case TEXT -> new UserText(data);
      case ENWIK8 -> new Enwik8();
      case WIKITEXT103 -> new WikiText103();
      case BILLION_WORD -> new BillionWord();
    };
  }

  /**
   * Where the corpus lies.
   *
   * @throws IllegalArgumentException if the recipe does not say
   */
  static Path path(LanguageDataSection data) {
    if (data.path().isBlank()) {
      throw new IllegalArgumentException(
          "no text is named; give "
              + switch (data.corpus()) {
                case TEXT -> "it with --text FILE";
                case ENWIK8 -> "enwik8 or enwik8.zip with --data FILE";
                case WIKITEXT103 -> "the archive of WikiText-103, or its folder, with --data PATH";
                case BILLION_WORD ->
                    "the archive of One Billion Word, or its folder, with --data PATH";
              });
    }
    return Path.of(data.path());
  }
}
