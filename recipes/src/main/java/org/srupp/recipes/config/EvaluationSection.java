package org.srupp.recipes.config;

/**
 * How much of the text the model sees when it is scored. Besides the window the recurrence carries
 * everything before.
 *
 * @param window M_e, tokens before each one that attention sees in the final scores; 0: as many as
 *     {@code batch.unroll}
 * @param streams stretches of the text that are scored side by side in the end; the paper's 1
 * @param validationWindow likewise in validation; 0: as many as {@code batch.unroll}
 * @param validationStreams likewise in validation
 */
public record EvaluationSection(
    int window, int streams, int validationWindow, int validationStreams) {
  public EvaluationSection {
    new Constraints()
        .atLeast("window", 0, window)
        .atLeast("streams", 1, streams)
        .atLeast("validationWindow", 0, validationWindow)
        .atLeast("validationStreams", 1, validationStreams)
        .check();
  }
}
