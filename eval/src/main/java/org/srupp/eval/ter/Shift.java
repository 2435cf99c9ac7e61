package org.srupp.eval.ter;

/** A block of hypothesis words and the place that it is moved to; reused from one to the next. */
final class Shift {
  /** By how much the edit distance falls; 0 or less where there is no shift. */
  int gain;

  private int start;
  private int size;
  private int target;

  void clear() {
    set(0, 0, 0);
    gain = 0;
  }

  /** Moves {@code blockSize} words at {@code blockStart} before the word at {@code before}. */
  void set(int blockStart, int blockSize, int before) {
    start = blockStart;
    size = blockSize;
    target = before;
  }

  void set(Shift other) {
    set(other.start, other.size, other.target);
    gain = other.gain;
  }

  /** Whether this one is chosen over the other: by gain, length, start, target. */
  boolean precedes(Shift other) {
    if (gain != other.gain) {
      return gain > other.gain;
    }
    if (size != other.size) {
      return size > other.size;
    }
    return start != other.start ? start < other.start : target < other.target;
  }

  /** How many of the first words stay where they are. */
  int from() {
    return Math.min(start, target);
  }

  /** The position from which on words stay where they are. */
  int to(int length) {
    if (target < start) {
      return start + size;
    }
    return target > start + size ? target : Math.min(length, size + target);
  }

  /**
   * Writes the moved words to {@code to}. A target inside the block, or right behind it, means that
   * as many of the words that follow the block come before it.
   */
  void apply(int[] from, int[] to, int length) {
    int first = from();
    int end = to(length);
    System.arraycopy(from, 0, to, 0, first);
    System.arraycopy(from, end, to, end, length - end);
    if (target < start) {
      System.arraycopy(from, start, to, target, size);
      System.arraycopy(from, target, to, target + size, start - target);
    } else {
      int follow = end - start - size;
      System.arraycopy(from, start + size, to, start, follow);
      System.arraycopy(from, start, to, start + follow, size);
    }
  }
}
