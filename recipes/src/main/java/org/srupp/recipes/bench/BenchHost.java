package org.srupp.recipes.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srupp.recipes.run.Machine;
import org.srupp.recipes.run.RunCard;
import org.srupp.seq2seq.torch.TorchEngine;

/**
 * What was measured on, and with.
 *
 * @param threads that work at once
 * @param card that computed, as {@code doctor} would say it; null on the processor
 * @param libtorch the engine's version; null where none took part
 * @param commit of the checkout, {@code unknown} outside of one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchHost(
    Machine machine, String card, int threads, String jdk, String libtorch, String commit) {
  private static final double GIB = 1L << 30;

  /** This process, in which the engine takes part. */
  public static BenchHost here(int threads) {
    return here(threads, null, TorchEngine.version());
  }

  /**
   * This process, in which the engine takes part.
   *
   * @param card that computes; empty for the processor
   */
  public static BenchHost on(Optional<String> card, int threads) {
    return here(threads, card.orElse(null), TorchEngine.version());
  }

  /** This process, which needs no engine. */
  public static BenchHost withoutEngine(int threads) {
    return here(threads, null, null);
  }

  private static BenchHost here(int threads, String card, String libtorch) {
    return new BenchHost(
        Machine.here(),
        card,
        threads,
        Runtime.version().toString(),
        libtorch,
        RunCard.commitOf(BenchHost.class));
  }

  /** The machine, then what ran on it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "%s, %d cores, %.1f GiB, %s",
            machine.cpu(), machine.cores(), machine.memoryBytes() / GIB, machine.os()));
    if (card != null) {
      lines.add(card);
    }
    lines.add(
        format(
            "threads %d, JDK %s, %scommit %s",
            threads, jdk, libtorch == null ? "" : "libtorch " + libtorch + ", ", commit));
    return lines;
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
