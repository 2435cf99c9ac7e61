package org.srupp.recipes;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.kernels.AttentionKernel;
import org.srupp.kernels.NormKernel;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.ModelDescriptionWriter;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.TranslationModels;

/**
 * Binds what {@code translate} needs, which others use too: it alone is waited for by somebody who
 * wants one line, so it starts without all that the other commands need.
 */
final class TranslateModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(TranslateCommand.class);
    bind(ModelDescriptionReader.class);
    bind(ModelDescriptionWriter.class);
    bind(TranslationModels.class);
    bind(ModelFolder.class);
  }

  @Provides
  @Singleton
  InferenceKernels inferenceKernels(
      RecurrenceKernel recurrence, AttentionKernel attention, NormKernel norm) {
    return new InferenceKernels(recurrence, attention, norm);
  }
}
