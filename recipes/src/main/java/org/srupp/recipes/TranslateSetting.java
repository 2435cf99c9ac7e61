package org.srupp.recipes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.translation.Precision;

/**
 * One way to translate, beside which others are measured.
 *
 * @param name what the table calls it
 * @param folder of the model or of a run
 * @param precision of the matrix products; null: what the model is stored in
 * @param beam hypotheses kept for a sentence; 0: as many as the model's own settings say
 */
record TranslateSetting(String name, Path folder, Precision precision, int beam) {
  private static final List<Precision> AS_STORED = Collections.singletonList(null);

  /**
   * Every model with every precision and every beam.
   *
   * @param precisions of the option; none: what each model is stored in
   * @param beams of the option; none: each model's own
   */
  static List<TranslateSetting> of(
      List<BenchFolders.Named> models, List<Precision> precisions, List<Integer> beams) {
    List<TranslateSetting> settings = new ArrayList<>();
    for (BenchFolders.Named model : models) {
      for (Precision precision : precisions.isEmpty() ? AS_STORED : precisions) {
        for (int beam : beams.isEmpty() ? List.of(0) : beams) {
          settings.add(
              new TranslateSetting(
                  name(model.name(), precision, beam), model.folder(), precision, beam));
        }
      }
    }
    return settings;
  }

  private static String name(String model, Precision precision, int beam) {
    return model
        + (precision == null ? "" : " " + precision.name().toLowerCase(Locale.ROOT))
        + (beam == 0 ? "" : " beam " + beam);
  }
}
