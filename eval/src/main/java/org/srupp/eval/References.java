package org.srupp.eval;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reference streams seen segment by segment, checked against the hypotheses. */
final class References {
  private final List<List<String>> streams;

  /**
   * Takes the streams as they are.
   *
   * @throws IllegalArgumentException if there is nothing to score or if lengths differ; the message
   *     names every mistake
   */
  References(List<String> hypotheses, List<List<String>> streams) {
    List<String> wrong = new ArrayList<>();
    if (hypotheses.isEmpty()) {
      wrong.add("there is no hypothesis, expected at least 1");
    }
    if (streams.isEmpty()) {
      wrong.add("there is no reference stream, expected at least 1");
    }
    for (int k = 0; k < streams.size(); k++) {
      if (streams.get(k).size() != hypotheses.size()) {
        wrong.add(
            "reference stream "
                + (k + 1)
                + " has "
                + streams.get(k).size()
                + " segments, expected "
                + hypotheses.size()
                + " as there are hypotheses");
      }
    }
    for (int i = 0; i < hypotheses.size(); i++) {
      if (hypotheses.get(i) == null) {
        wrong.add("hypothesis " + (i + 1) + " is null, expected a text, which may be empty");
        break;
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
    this.streams = streams;
  }

  /** A view of the segment's references, null where a stream has none. */
  List<String> of(int segment) {
    return new AbstractList<>() {
      @Override
      public String get(int stream) {
        return streams.get(stream).get(segment);
      }

      @Override
      public int size() {
        return streams.size();
      }
    };
  }

  /** The number of references that every segment has, or {@code var}. */
  String label() {
    int first = count(of(0));
    int segments = streams.get(0).size();
    for (int i = 1; i < segments; i++) {
      if (count(of(i)) != first) {
        return "var";
      }
    }
    return Integer.toString(first);
  }

  /**
   * Refuses segments without any reference.
   *
   * @param mayLack whether the segment of that number passes all the same
   * @throws IllegalArgumentException at the first one
   */
  void requireOne(IntPredicate mayLack) {
    int segments = streams.get(0).size();
    for (int i = 0; i < segments; i++) {
      if (count(of(i)) == 0 && !mayLack.test(i)) {
        throw new IllegalArgumentException(
            "segment " + (i + 1) + " has no reference, expected at least 1");
      }
    }
  }

  /**
   * The number of references of a single segment, as signatures print it.
   *
   * @throws IllegalArgumentException if there is none
   */
  static String labelOfOne(List<String> references) {
    int count = count(references);
    if (count == 0) {
      throw new IllegalArgumentException("the segment has no reference, expected at least 1");
    }
    return Integer.toString(count);
  }

  /** How many references the segment has. */
  static int count(List<String> references) {
    int count = 0;
    for (String reference : references) {
      count += reference == null ? 0 : 1;
    }
    return count;
  }
}
