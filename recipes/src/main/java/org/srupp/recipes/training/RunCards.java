package org.srupp.recipes.training;

import ai.djl.engine.Engine;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.recipes.run.DataFile;
import org.srupp.recipes.run.Machine;
import org.srupp.recipes.run.MetricsLog;
import org.srupp.recipes.run.Report;
import org.srupp.recipes.run.RunCard;
import org.srupp.recipes.run.RunFolder;

/** Begins the run card of a training and keeps it beside the report. */
public final class RunCards {
  private RunCards() {}

  /**
   * The card of a new run, or the one that an earlier start wrote.
   *
   * @param command as typed
   * @param data files whose hashes identify the data
   * @param parameters of the model
   */
  public static RunCard begin(
      RunFolder folder,
      boolean resume,
      String command,
      long seed,
      List<DataFile> data,
      long parameters) {
    if (resume && Files.isRegularFile(folder.runCard())) {
      return RunCard.read(folder.runCard());
    }
    RunCard card =
        new RunCard(
            RunCard.VERSION,
            RunCard.commitOf(RunCards.class),
            command,
            seed,
            data,
            Machine.here(),
            versions(),
            now(),
            null,
            parameters,
            List.of());
    card.write(folder.runCard());
    return card;
  }

  /**
   * Writes the card, and the report too once there is a log.
   *
   * @param title of the report
   */
  public static void write(RunFolder folder, String title, RunCard card) {
    card.write(folder.runCard());
    if (Files.isRegularFile(folder.log())) {
      new Report(title, folder.recipe(), card, MetricsLog.read(folder.log()))
          .write(folder.report());
    }
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("JDK", Runtime.version().toString());
    versions.put("DJL", Engine.getDjlVersion());
    versions.put("libtorch", Engine.getEngine("PyTorch").getVersion());
    return versions;
  }

  /** The time, ISO 8601, UTC. */
  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
