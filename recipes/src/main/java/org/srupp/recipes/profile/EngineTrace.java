package org.srupp.recipes.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the engine's profiler wrote: events in the format of Chrome's tracing, operations that call
 * operations as events within events.
 */
final class EngineTrace {
  private static final double MICRO = 1e-6;

  /**
   * One call of one operation.
   *
   * @param name as in {@code aten::mm}
   * @param tid thread
   * @param ts start, in microseconds
   * @param dur microseconds, those of the operations that it called included
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Event(String name, long tid, double ts, double dur) {
    double end() {
      return ts + dur;
    }
  }

  private EngineTrace() {}

  /**
   * Reads a trace.
   *
   * @return seconds by kind of work, every moment with the innermost operation
   */
  static Map<WorkKind, Double> read(Path file) throws IOException {
    return seconds(List.of(new JsonMapper().readValue(file.toFile(), Event[].class)));
  }

  static Map<WorkKind, Double> seconds(List<Event> events) {
    Comparator<Event> outerFirst =
        Comparator.comparingLong(Event::tid)
            .thenComparingDouble(Event::ts)
            .thenComparing(Comparator.comparingDouble(Event::dur).reversed());
    Map<WorkKind, Double> seconds = new EnumMap<>(WorkKind.class);
    Deque<Event> open = new ArrayDeque<>();
    for (Event event : events.stream().sorted(outerFirst).toList()) {
      while (!open.isEmpty() && !holds(open.peek(), event)) {
        open.pop();
      }
      if (!open.isEmpty()) {
        seconds.merge(WorkKind.ofEngine(open.peek().name()), -MICRO * event.dur(), Double::sum);
      }
      seconds.merge(WorkKind.ofEngine(event.name()), MICRO * event.dur(), Double::sum);
      open.push(event);
    }
    return seconds;
  }

  private static boolean holds(Event outer, Event inner) {
    return outer.tid() == inner.tid() && inner.ts() < outer.end();
  }
}
