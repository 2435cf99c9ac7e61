package org.srupp.recipes;

import java.util.Optional;
import java.util.function.Supplier;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.EngineMessage;
import org.srupp.seq2seq.train.BatchMemoryException;

/**
 * Tells which failures mean too little memory, whoever asked for it: the engine's own exceptions
 * say it in words for programmers, and some do not say it at all.
 *
 * @param memory where the command computes; asked when it failed
 */
record Shortages(Supplier<DeviceMemory> memory) {

  /** What was too much and what to do; empty for any other failure. */
  Optional<String> sentence(Throwable failure) {
    if (failure instanceof BatchMemoryException || failure instanceof CudaMemoryException) {
      return Optional.empty(); // they say it themselves, with figures
    }
    DeviceMemory device = memory.get();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RuntimeException thrown && device.isShortage(thrown)) {
        return Optional.of(sentence(thrown, device != DeviceMemory.HOST));
      }
    }
    return Optional.empty();
  }

  private static String sentence(RuntimeException shortage, boolean card) {
    return "too little memory"
        + (card ? " on the card (" : " (")
        + EngineMessage.first(shortage)
        + "); take a smaller batch (batch.streams or batch.maxTokens, --streams), a shorter window"
        + " (batch.unroll, --window) or "
        + (card ? "--device cpu" : "a machine with more");
  }
}
