package org.srupp.recipes.prepare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.srupp.recipes.corpora.DropReason;

/** What became of the lines of one part of a corpus. */
final class PartCounts {
  /** So many line numbers of a reason stand in the report; all stand in dropped.tsv. */
  static final int LISTED = 1_000;

  /** The dropped lines of one reason. */
  static final class Dropped {
    private final List<Long> lines = new ArrayList<>();
    private long count;

    void add(long line) {
      count++;
      if (lines.size() < LISTED) {
        lines.add(line);
      }
    }

    long count() {
      return count;
    }

    /** The first {@link PartCounts#LISTED} of them. */
    List<Long> lines() {
      return lines;
    }
  }

  private final String part;
  private final Map<DropReason, Dropped> dropped = new EnumMap<>(DropReason.class);
  private long lines;

  PartCounts(String part) {
    this.part = part;
  }

  void drop(DropReason reason, long line) {
    dropped.computeIfAbsent(reason, absent -> new Dropped()).add(line);
  }

  void end(long count) {
    lines = count;
  }

  String part() {
    return part;
  }

  long lines() {
    return lines;
  }

  /** By reason, in the order of the reasons. */
  Map<DropReason, Dropped> dropped() {
    return dropped;
  }

  long droppedLines() {
    return dropped.values().stream().mapToLong(Dropped::count).sum();
  }

  /** One sentence a reason. */
  List<String> notes() {
    return dropped.entrySet().stream()
        .map(
            e ->
                part
                    + ": dropped "
                    + e.getValue().count()
                    + " of "
                    + lines
                    + " pairs with "
                    + e.getKey().words())
        .toList();
  }
}
