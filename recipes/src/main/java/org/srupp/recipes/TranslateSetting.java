package org.srupp.recipes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to translate, beside which others are measured.
 *
 * @param name what the table calls it
 * @param folder of the model or of a run
 * @param beam hypotheses kept for a sentence; 0: as many as the model's own settings say
 */
record TranslateSetting(String name, Path folder, int beam) {

  /**
   * Every model with every beam.
   *
   * @param beams of the option; none: each model's own
   */
  static List<TranslateSetting> of(List<BenchFolders.Named> models, List<Integer> beams) {
    List<TranslateSetting> settings = new ArrayList<>();
    for (BenchFolders.Named model : models) {
      if (beams.isEmpty()) {
        settings.add(new TranslateSetting(model.name(), model.folder(), 0));
      }
      for (int beam : beams) {
        settings.add(new TranslateSetting(model.name() + " beam " + beam, model.folder(), beam));
      }
    }
    return settings;
  }
}
