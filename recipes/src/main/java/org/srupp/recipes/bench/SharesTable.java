package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.profile.WorkKind;

/** The shares of time of all models as lines. */
final class SharesTable {
  /** What the shares of a card say and what not. */
  static final String ON_A_CARD =
      "every call waits for the card (CUDA_LAUNCH_BLOCKING=1): each small kernel is charged its launch"
          + " too, so shares outside of matrix products are upper bounds";

  private SharesTable() {}

  /**
   * The table with its head.
   *
   * @param shares at least one
   * @param width of the names
   */
  static List<String> lines(List<ModelShares> shares, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "percent of time by kind of work, "
            + shares.getFirst().work().updates()
            + " more updates each, with the engine's profiler");
    StringBuilder head = new StringBuilder(padded("model", width));
    for (WorkKind kind : WorkKind.values()) {
      head.append(String.format(Locale.ROOT, "  %" + column(kind) + "s", kind.heading()));
    }
    lines.add(head.append("     ms/step").toString());
    shares.forEach(each -> lines.add(line(each, width)));
    return lines;
  }

  private static String line(ModelShares each, int width) {
    StringBuilder line = new StringBuilder(padded(each.model(), width));
    for (WorkKind kind : WorkKind.values()) {
      line.append(
          String.format(Locale.ROOT, "  %" + column(kind) + ".1f", 100 * each.work().of(kind)));
    }
    double milliseconds = each.work().millisecondsPerUpdate();
    return line.append(String.format(Locale.ROOT, "  %,10.1f", milliseconds)).toString();
  }

  private static String padded(String name, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", name);
  }

  private static int column(WorkKind kind) {
    return Math.max("100.0".length(), kind.heading().length());
  }
}
