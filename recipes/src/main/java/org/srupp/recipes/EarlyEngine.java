package org.srupp.recipes;

import org.srupp.seq2seq.torch.TorchEngine;

/**
 * Loads the engine's libraries while the command line is still being taken apart: each takes about
 * a third of the time until the first translated line.
 */
final class EarlyEngine {
  private EarlyEngine() {}

  /** Begins, if the command needs no particular thread to have started the engine. */
  static Thread start(String[] args) {
    Thread thread = new Thread(EarlyEngine::load, "srupp-engine");
    thread.setDaemon(true);
    if (args.length > 0 && args[0].equals("translate")) {
      thread.start();
    }
    return thread;
  }

  private static void load() {
    try {
      TorchEngine.start(1).close();
    } catch (RuntimeException | LinkageError e) {
      // The command meets the same failure and tells it.
    }
  }

  /** Waits for the end of loading: libraries must not be unloaded halfway. */
  static void await(Thread engine) {
    try {
      engine.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
