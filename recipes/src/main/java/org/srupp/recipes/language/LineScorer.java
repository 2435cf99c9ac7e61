package org.srupp.recipes.language;

import java.util.Arrays;
import org.srupp.encdec.model.LanguageModelEvaluator;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.tokenizers.CorpusVocabulary;

/**
 * Scores lines each by itself: given the end of the line before, how likely are its tokens and its
 * own end.
 */
public final class LineScorer implements AutoCloseable {
  private static final int LONGEST_CHUNK = 512;

  private final CorpusVocabulary vocabulary;
  private final LanguageModelEvaluator evaluator;
  private final int boundary;

  /**
   * @param window tokens that a token sees before itself
   * @throws IllegalArgumentException if the vocabulary has no line feed, or the window is below 1
   */
  public LineScorer(LoadedLanguageModel loaded, int window) {
    vocabulary = loaded.vocabulary();
    boundary = LineBoundary.of(vocabulary);
    if (boundary == CorpusVocabulary.ABSENT) {
      throw new IllegalArgumentException(
          "the model's vocabulary of "
              + vocabulary.size()
              + " tokens has no line feed, so it cannot score lines; `evaluate` scores a whole"
              + " text");
    }
    evaluator = new LanguageModelEvaluator(loaded.manager(), loaded.model(), window);
  }

  /**
   * Scores one line.
   *
   * @throws IllegalArgumentException if it has a token that the vocabulary lacks; says which
   * @throws IllegalStateException if the model has no finite answer
   */
  public LineScore score(String line) {
    int[] body = vocabulary.encode(line);
    int[] ids = new int[body.length + 2];
    System.arraycopy(body, 0, ids, 1, body.length);
    ids[0] = boundary;
    ids[ids.length - 1] = boundary;
    double nats = 0;
    int last = ids.length - 1;
    for (int from = 0; from < last; from += LONGEST_CHUNK) {
      int to = Math.min(last, from + LONGEST_CHUNK);
      StreamChunk chunk =
          new StreamChunk(
              to - from,
              1,
              Arrays.copyOfRange(ids, from, to),
              Arrays.copyOfRange(ids, from + 1, to + 1),
              from == 0);
      nats += evaluator.evaluate(chunk).nats();
    }
    if (!Double.isFinite(nats)) {
      throw new IllegalStateException(
          "the line's loss is " + nats + ", expected a finite one; the model's weights are broken");
    }
    return new LineScore(-nats, last);
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
