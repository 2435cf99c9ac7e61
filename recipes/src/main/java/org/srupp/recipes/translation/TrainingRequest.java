package org.srupp.recipes.translation;

import java.nio.file.Path;
import org.srupp.recipes.config.Recipe;

/**
 * What a user asked to train.
 *
 * @param recipe resolved, overrides and files included
 * @param out run folder
 * @param resume whether to go on with a run that is there
 * @param threads of engine and kernels; resuming bit for bit needs the same number
 * @param command as typed, for the run card
 */
public record TrainingRequest(
    Recipe recipe, Path out, boolean resume, int threads, String command) {

  TrainingRequest withRecipe(Recipe other) {
    return new TrainingRequest(other, out, resume, threads, command);
  }
}
