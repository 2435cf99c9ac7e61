package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srupp.recipes.translation.RandomModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Goes once through what {@code translate} does. The launcher runs it after a build: the virtual
 * machine archives the classes that its first run loaded, and the engine unpacks its libraries.
 */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Translate a line with a random model, so that later starts are quick.")
final class WarmUpCommand implements Callable<Integer> {
  private static final List<String> TEXT = List.of("ein Hund läuft im Park", "a dog runs");

  private final RandomModel random;

  @Spec private CommandSpec spec;

  @Inject
  WarmUpCommand(RandomModel random) {
    this.random = random;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("srupp-warm-up");
    try {
      Path model = folder.resolve("model");
      random.save(model, TEXT);
      Path source = Files.write(folder.resolve("source"), TEXT);
      return spec.parent()
          .commandLine()
          .execute(
              "translate",
              "--model",
              model.toString(),
              "--out",
              folder.resolve("target").toString(),
              source.toString());
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
