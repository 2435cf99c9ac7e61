package org.srupp.kernels;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares segments with the shapes they should have and collects what is wrong, so that a caller
 * sees every mistake at once.
 */
final class SegmentChecks {
  private final String where;
  private final List<String> wrong = new ArrayList<>();

  SegmentChecks(String where) {
    this.where = where;
  }

  static boolean absent(MemorySegment segment) {
    return MemorySegment.NULL.equals(segment);
  }

  void required(
      String name, MemorySegment segment, int elementBytes, String letters, long... shape) {
    if (segment == null || absent(segment)) {
      wrong.add(name + " is missing, expected " + expected(elementBytes, letters, shape));
    } else if (segment.byteSize() != bytes(elementBytes, shape)) {
      wrong.add(
          name
              + " has "
              + segment.byteSize()
              + " bytes, expected "
              + expected(elementBytes, letters, shape));
    }
  }

  void optional(
      String name, MemorySegment segment, int elementBytes, String letters, long... shape) {
    if (segment == null) {
      wrong.add(
          name
              + " is null, expected MemorySegment.NULL or "
              + expected(elementBytes, letters, shape));
    } else if (!absent(segment)) {
      required(name, segment, elementBytes, letters, shape);
    }
  }

  void unused(String name, MemorySegment segment, String why) {
    if (segment == null || !absent(segment)) {
      wrong.add(name + " is given, expected MemorySegment.NULL: " + why);
    }
  }

  void finish() {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(where + ": " + String.join("; ", wrong));
    }
  }

  private static String expected(int elementBytes, String letters, long... shape) {
    String sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return bytes(elementBytes, shape)
        + " bytes: "
        + letters
        + " = ("
        + sizes
        + ") of "
        + elementBytes
        + " bytes each";
  }

  private static long bytes(int elementBytes, long... shape) {
    return Arrays.stream(shape).reduce(elementBytes, Math::multiplyExact);
  }
}
