package org.srupp.recipes;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.srupp.recipes.bench.Contender;
import org.srupp.recipes.bench.Counted;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LineScorer;
import org.srupp.recipes.language.LoadedLanguageModel;

/** Opens language models beside each other for scoring lines, and closes them all. */
final class BenchScorers implements AutoCloseable {
  private final LanguageModelFolder folders;
  private final int threads;
  private final Deque<Runnable> closings = new ArrayDeque<>();

  /**
   * @param threads of one operation
   */
  BenchScorers(LanguageModelFolder folders, int threads) {
    this.folders = folders;
    this.threads = threads;
  }

  /**
   * Prepares a pass over a text, line by line as the command {@code score} makes it.
   *
   * @param window tokens before each one that it sees; 0: the recipe's
   * @throws IOException if a file of the model is missing or malformed
   * @throws IllegalArgumentException if the vocabulary lacks a token of the text
   */
  Contender open(BenchFolders.Named model, BenchText text, int window) throws IOException {
    LoadedLanguageModel loaded = folders.load(model.folder(), threads);
    closings.push(loaded::close);
    int seen = window == 0 ? loaded.description().evaluation().window() : window;
    LineScorer scorer = new LineScorer(loaded, seen);
    closings.push(scorer::close);
    return new Contender(
        model.name(),
        new Counted("token", tokens(loaded, text)),
        new Counted("line", text.lines().size()),
        () -> text.lines().forEach(scorer::score));
  }

  private static long tokens(LoadedLanguageModel loaded, BenchText text) {
    long tokens = 0;
    for (int i = 0; i < text.lines().size(); i++) {
      try {
        tokens += loaded.vocabulary().encode(text.lines().get(i)).length + 1; // and its end
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            text.name() + ", line " + (i + 1) + ", " + e.getMessage());
      }
    }
    return tokens;
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
