package org.srupp.recipes.corpora;

import java.util.Locale;

/** The parts that a corpus is cut into. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** To choose the best checkpoint by. */
  VALID,
  /** To score. */
  TEST;

  /** As in file names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
