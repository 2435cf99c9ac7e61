package org.srupp.recipes.language;

import java.nio.file.Path;
import org.srupp.recipes.config.LanguageRecipe;

/**
 * What a user asked to train.
 *
 * @param recipe resolved, overrides and files included
 * @param out run folder
 * @param resume whether to go on with a run that is there
 * @param threads of engine and kernels; resuming bit for bit needs the same number
 * @param command as typed, for the run card
 */
public record LanguageTrainingRequest(
    LanguageRecipe recipe, Path out, boolean resume, int threads, String command) {

  LanguageTrainingRequest withRecipe(LanguageRecipe other) {
    return new LanguageTrainingRequest(other, out, resume, threads, command);
  }
}
