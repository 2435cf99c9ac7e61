package org.srupp.recipes.training;

import java.util.List;
import java.util.Map;
import org.srupp.recipes.run.MetricKey;
import org.srupp.recipes.run.SampleTranslation;
import org.srupp.seq2seq.train.Validation;

/** What a task tells of a validation besides its loss. */
public interface ValidationFigures {

  /** Further values for the log. */
  Map<MetricKey, Double> values(Validation validation);

  /** The same in words, for the line that stays on the screen. */
  String summary(Validation validation);

  /** Texts of the last validation to show; empty where there are none. */
  default List<SampleTranslation> samples() {
    return List.of();
  }
}
