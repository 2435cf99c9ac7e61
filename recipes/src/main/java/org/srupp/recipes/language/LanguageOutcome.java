package org.srupp.recipes.language;

import java.util.List;
import org.srupp.recipes.run.RunScore;
import org.srupp.seq2seq.train.StopReason;

/**
 * How a training ended.
 *
 * @param reason why it ended
 * @param updates made in all
 * @param scores of the model folder's model on validation and test text; none when the training was
 *     interrupted
 */
public record LanguageOutcome(StopReason reason, long updates, List<RunScore> scores) {}
