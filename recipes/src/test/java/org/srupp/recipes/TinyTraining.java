package org.srupp.recipes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.srupp.recipes.corpora.DemoCorpus;
import org.srupp.recipes.corpora.ParallelText;

/** Trainings of seconds, in this process or in one that may be killed. */
final class TinyTraining {
  /** A model, batches and a search so small that an update takes milliseconds. */
  static final List<String> SIZES =
      List.of(
          "--threads=1",
          "subwords.vocabularySize=200",
          "data.maxLength=100",
          "batch.maxTokens=200",
          "model.embedding=8",
          "model.hidden=16",
          "model.projection=8",
          "model.encoderLayers=1",
          "model.decoderLayers=1",
          "model.dropout=0.1",
          "model.attentionDropout=0.1",
          "model.embeddingDropout=0.1",
          "schedule.warmupSteps=10",
          "decode.beam=2",
          "decode.maxLengthFactor=0",
          "decode.maxLengthOffset=5");

  private static final int MINUTES = 3;

  private TinyTraining() {}

  /** Writes {@code train.de} and {@code train.en}, 20 of whose pairs serve to validate. */
  static void files(Path folder, int pairs) throws IOException {
    var text = DemoCorpus.generate(5, pairs, 20, 6);
    write(folder, "train", text.train());
    write(folder, "valid", text.valid());
    write(folder, "test", text.test());
  }

  private static void write(Path folder, String name, ParallelText text) throws IOException {
    Files.write(folder.resolve(name + ".de"), text.source());
    Files.write(folder.resolve(name + ".en"), text.target());
  }

  /** The command line that trains on {@link #files}; of two words for one key the later counts. */
  static String[] command(Path folder, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--out", out.toString()));
    for (String option : List.of("src", "tgt", "valid-src", "valid-tgt", "test-src", "test-tgt")) {
      String name = option.contains("-") ? option.substring(0, option.indexOf('-')) : "train";
      String language = option.endsWith("src") ? ".de" : ".en";
      words.addAll(List.of("--" + option, folder.resolve(name + language).toString()));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    Stream.concat(SIZES.stream(), Stream.of(more))
        .forEach(word -> settings.put(word.split("=")[0], word));
    words.addAll(settings.values());
    return words.toArray(String[]::new);
  }

  static CommandRun train(Path folder, Path out, String... more) {
    return CommandRun.of(command(folder, out, more));
  }

  /** Starts {@code Main} in a process whose output goes to files beside {@code name}. */
  static Process start(Path name, String... args) throws IOException {
    return start(name, "", args);
  }

  /**
   * Starts {@code Main} below the limits of a shell.
   *
   * @param limits shell commands before it, as in {@code ulimit -f 8;}
   */
  static Process start(Path name, String limits, String... args) throws IOException {
    return start(name, limits, "512m", args);
  }

  /** Starts {@code Main} with a heap of so much. */
  static Process start(Path name, String limits, String heap, String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", limits + " exec \"$@\"", "bash"));
    words.addAll(java(heap));
    words.addAll(List.of(args));
    var builder = new ProcessBuilder(words);
    builder.directory(name.getParent().toFile());
    builder.environment().put("GOMP_SPINCOUNT", "1000");
    return builder
        .redirectOutput(Path.of(name + ".out").toFile())
        .redirectError(Path.of(name + ".err").toFile())
        .start();
  }

  private static List<String> java(String heap) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-Dguice_bytecode_gen_option=DISABLED",
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-cp",
        classes,
        Main.class.getName());
  }

  /** Waits for a process and reads what it left. */
  static CommandRun end(Path name, Process process) throws Exception {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(name + " did not end within " + MINUTES + " minutes");
    }
    return new CommandRun(
        process.exitValue(),
        Files.readString(Path.of(name + ".out"), StandardCharsets.UTF_8),
        Files.readString(Path.of(name + ".err"), StandardCharsets.UTF_8));
  }
}
