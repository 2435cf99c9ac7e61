package org.srupp.recipes.translation;

import java.util.List;
import java.util.Optional;
import org.srupp.eval.Score;
import org.srupp.recipes.run.SampleTranslation;
import org.srupp.seq2seq.train.StopReason;

/**
 * How a training ended.
 *
 * @param reason why it ended
 * @param updates made in all
 * @param test score of the model folder's model on the test text; empty without test text or when
 *     the training was interrupted
 * @param samples ten test sentences with their translations; empty where test is
 */
public record TrainingOutcome(
    StopReason reason, long updates, Optional<Score> test, List<SampleTranslation> samples) {}
