package org.srupp.recipes.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * {@code run.json}: what somebody needs to repeat a run or to trust its figures.
 *
 * @param srupp version of srupp
 * @param commit of the checkout that ran, {@code unknown} outside of one
 * @param command as typed
 * @param data every file read for training and validation
 * @param versions of what srupp runs on, by name: JDK, DJL, libtorch
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; null while the run goes on
 * @param parameters trainable numbers of the model
 */
public record RunCard(
    String srupp,
    String commit,
    String command,
    long seed,
    List<DataFile> data,
    Machine machine,
    Map<String, String> versions,
    String started,
    String ended,
    long parameters,
    List<RunScore> scores) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final ObjectWriter WRITER = JSON.writerWithDefaultPrettyPrinter();
  private static final String UNKNOWN = "unknown";

  /** Of srupp. */
  public static final String VERSION = "0.1.0";

  // How the parser names a place inside a sentence: source, line and column.
  private static final Pattern LOCATION =
      Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: \\d+\\]");

  public RunCard {
    data = List.copyOf(data);
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    scores = List.copyOf(scores);
  }

  /** The commit of the checkout that a class was built in, {@code unknown} if it was not. */
  public static String commitOf(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return UNKNOWN;
    }
    return GitCommit.of(Path.of(java.net.URI.create(source.getLocation().toString())))
        .orElse(UNKNOWN);
  }

  /** The same with the run's end. */
  public RunCard withEnd(String time) {
    return new RunCard(
        srupp, commit, command, seed, data, machine, versions, started, time, parameters, scores);
  }

  /**
   * The same with a score, which replaces an earlier one of the same data, metric and signature.
   */
  public RunCard withScore(RunScore score) {
    List<RunScore> all = new ArrayList<>(scores);
    all.removeIf(score::isOf);
    all.add(score);
    return new RunCard(
        srupp, commit, command, seed, data, machine, versions, started, ended, parameters, all);
  }

  /** Writes the card whole or not at all. */
  public void write(Path file) {
    try {
      AtomicFiles.writeText(file, WRITER.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run card of texts and numbers has a JSON form", e);
    }
  }

  private static String damaged(Path file, JsonProcessingException e) {
    String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    return file
        + line
        + ": is not a run card: "
        + LOCATION.matcher(e.getOriginalMessage()).replaceAll("line $1")
        + "; bring back a whole file";
  }

  /**
   * @throws UncheckedIOException if the file is missing or is no run card
   */
  public static RunCard read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), RunCard.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(damaged(file, e), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    }
  }
}
