package org.srupp.recipes.profile;

import ai.djl.pytorch.jni.JniUtils;
import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.srupp.recipes.training.Trial;

/**
 * Splits the time of updates by kind of work. The engine's profiler sees every operation of the
 * calling thread, backward too; kernels never call the engine, so no moment counts twice.
 */
public final class TrainingProfiler {
  private final WorkClock clock;

  @Inject
  public TrainingProfiler(WorkClock clock) {
    this.clock = clock;
  }

  /**
   * Makes some updates under the profiler.
   *
   * @param trial built over {@link ClockedKernels} of the same clock
   * @param updates at least 1
   * @throws IOException if the profiler's file cannot be written or read
   */
  public WorkShares run(Trial trial, int updates) throws IOException {
    Path file = Files.createTempFile("srupp-profile", ".json");
    try {
      Map<WorkKind, Double> parts = new EnumMap<>(WorkKind.class);
      double seconds = profiled(trial, updates, file, parts);
      EngineTrace.read(file).forEach((kind, time) -> parts.merge(kind, time, Double::sum));
      return WorkShares.of(updates, seconds, parts);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private double profiled(Trial trial, int updates, Path file, Map<WorkKind, Double> parts) {
    double seconds = 0;
    JniUtils.startProfile(false, false, false);
    clock.start();
    try {
      for (int i = 0; i < updates; i++) {
        seconds += trial.update().seconds();
      }
    } finally {
      parts.putAll(clock.stop());
      JniUtils.stopProfile(file.toString());
    }
    return seconds;
  }
}
