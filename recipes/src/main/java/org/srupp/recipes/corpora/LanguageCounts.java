package org.srupp.recipes.corpora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a language-model corpus counts; 0 where nothing is known.
 *
 * @param vocabulary different tokens
 * @param trainTokens tokens to train on, ends of sentences or lines included
 * @param validTokens likewise
 * @param testTokens likewise
 */
public record LanguageCounts(int vocabulary, long trainTokens, long validTokens, long testTokens) {

  /**
   * Refuses counts that differ from these where these are known.
   *
   * @param data archive or folder, for the message
   * @throws CorpusException naming every count that differs
   */
  public void require(Path data, LanguageCounts found) {
    List<String> wrong = new ArrayList<>();
    compare("vocabulary", vocabulary, found.vocabulary, wrong);
    compare("train tokens", trainTokens, found.trainTokens, wrong);
    compare("valid tokens", validTokens, found.validTokens, wrong);
    compare("test tokens", testTokens, found.testTokens, wrong);
    if (!wrong.isEmpty()) {
      throw new CorpusException(
          data
              + ": "
              + String.join(", ", wrong)
              + "; the files are not the official release, or not whole");
    }
  }

  private static void compare(String what, long expected, long found, List<String> wrong) {
    if (expected != 0 && expected != found) {
      wrong.add(String.format(Locale.ROOT, "%s %,d, expected %,d", what, found, expected));
    }
  }
}
