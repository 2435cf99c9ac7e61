package org.srupp.recipes;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.function.Supplier;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.kernels.AttentionKernel;
import org.srupp.kernels.NormKernel;
import org.srupp.kernels.OnHost;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.ModelDescriptionWriter;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.TranslationModels;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * Binds what {@code translate} needs, which others use too: it alone is waited for by somebody who
 * wants one line, so it starts without all that the other commands need.
 */
final class TranslateModule extends AbstractModule {
  private final Supplier<DeviceMemory> memory;

  /**
   * @param memory where models' tensors lie; asked when the first model is made
   */
  TranslateModule(Supplier<DeviceMemory> memory) {
    this.memory = memory;
  }

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
  DeviceMemory deviceMemory() {
    return memory.get();
  }

  @Provides
  @Singleton
  InferenceKernels inferenceKernels(
      @OnHost RecurrenceKernel recurrence, AttentionKernel attention, NormKernel norm) {
    return new InferenceKernels(recurrence, attention, norm);
  }

  @Provides
  @Singleton
  LayerKernels layerKernels(
      RecurrenceKernel recurrence, SoftmaxKernel softmax, ResidualKernel residual) {
    return new LayerKernels(recurrence, softmax, residual);
  }
}
