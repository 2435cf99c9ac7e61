package org.srupp.recipes.language;

import java.util.Arrays;
import java.util.function.Consumer;
import org.srupp.encdec.model.LanguageModelEvaluator;
import org.srupp.encdec.model.LanguageModelSteps;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.decode.Sampler;

/** Goes on with a text, token by token. */
public final class TextGenerator {
  private static final int LONGEST_CHUNK = 512;

  private final LoadedLanguageModel loaded;
  private final int window;

  /**
   * @param window tokens that a token sees before itself, 1 or more
   */
  public TextGenerator(LoadedLanguageModel loaded, int window) {
    this.loaded = loaded;
    this.window = window;
  }

  /**
   * Draws tokens, each given all before it.
   *
   * @param tokens how many
   * @param text takes the prompt, then what is drawn, in whole characters, as it comes
   * @param showPrompt whether it takes the prompt
   */
  public void generate(
      Prompt prompt, int tokens, Sampler sampler, boolean showPrompt, Consumer<String> text) {
    TokenText decoder = TokenText.of(loaded.vocabulary());
    StringBuilder shown = new StringBuilder();
    for (int id : prompt.shown()) {
      shown.append(decoder.add(id));
    }
    if (showPrompt) {
      text.accept(shown.toString());
    }
    int[] ids = prompt.read();
    int[] last = {ids[ids.length - 1]};
    try (LanguageModelSteps steps = after(ids)) {
      for (int i = 0; i < tokens; i++) {
        last[0] = sampler.next(steps.step(last), steps.vocabularySize());
        text.accept(decoder.add(last[0]));
      }
    }
    text.accept(decoder.end());
  }

  /** The model after all ids but the last; a long prompt is read in chunks, which is faster. */
  private LanguageModelSteps after(int[] ids) {
    if (ids.length == 1) {
      return loaded.model().steps(1, window);
    }
    try (LanguageModelEvaluator evaluator =
        new LanguageModelEvaluator(loaded.manager(), loaded.model(), window)) {
      int end = ids.length - 1;
      for (int from = 0; from < end; from += LONGEST_CHUNK) {
        int to = Math.min(end, from + LONGEST_CHUNK);
        int[] inputs = Arrays.copyOfRange(ids, from, to);
        int[] targets = Arrays.copyOfRange(ids, from + 1, to + 1);
        evaluator.losses(new StreamChunk(to - from, 1, inputs, targets, from == 0));
      }
      return evaluator.steps();
    }
  }
}
