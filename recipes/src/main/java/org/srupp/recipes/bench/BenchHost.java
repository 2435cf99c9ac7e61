package org.srupp.recipes.bench;

import ai.djl.engine.Engine;
import org.srupp.recipes.run.Machine;
import org.srupp.recipes.run.RunCard;

/**
 * What was measured on, and with.
 *
 * @param threads of one operation
 * @param commit of the checkout, {@code unknown} outside of one
 */
public record BenchHost(Machine machine, int threads, String jdk, String libtorch, String commit) {

  /** This process, whose engine has been started. */
  public static BenchHost here(int threads) {
    return new BenchHost(
        Machine.here(),
        threads,
        Runtime.version().toString(),
        Engine.getEngine("PyTorch").getVersion(),
        RunCard.commitOf(BenchHost.class));
  }
}
