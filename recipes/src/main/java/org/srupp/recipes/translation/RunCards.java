package org.srupp.recipes.translation;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.recipes.prepare.PreparedFolder;
import org.srupp.recipes.run.DataFile;
import org.srupp.recipes.run.Machine;
import org.srupp.recipes.run.RunCard;
import org.srupp.recipes.run.RunFolder;

/** Begins the run card of a training. */
final class RunCards {
  private static final String VERSION = "0.1.0";

  private RunCards() {}

  /** The card of a new run, or the one that an earlier start wrote. */
  static RunCard begin(TrainingRequest request, RunFolder folder, long parameters)
      throws IOException {
    if (request.resume() && Files.isRegularFile(folder.runCard())) {
      return RunCard.read(folder.runCard());
    }
    List<DataFile> data = PreparedFolder.key(folder.data()).inputs();
    RunCard card =
        new RunCard(
            VERSION,
            RunCard.commitOf(RunCards.class),
            request.command(),
            request.recipe().seed(),
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

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("JDK", Runtime.version().toString());
    versions.put("DJL", Engine.getDjlVersion());
    versions.put("libtorch", Engine.getEngine("PyTorch").getVersion());
    return versions;
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
