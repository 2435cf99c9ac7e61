package org.srupp.seq2seq.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;

/** The values that operations take and leave, with the marks that some of them count from. */
final class PickleStack {
  private static final int MAX_MARKS = 10_000;

  private final List<Object> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  void push(Object value) {
    values.add(value);
  }

  Object pop() throws PickleException {
    requireAbove(floor() + 1);
    return values.removeLast();
  }

  Object peek() throws PickleException {
    requireAbove(floor() + 1);
    return values.getLast();
  }

  /** The last values, in the order in which they were pushed. */
  List<Object> pop(int count) throws PickleException {
    requireAbove(floor() + count);
    return popFrom(values.size() - count);
  }

  void mark() throws PickleException {
    if (marks.size() == MAX_MARKS) {
      throw new PickleException("collections nested more than " + MAX_MARKS + " deep");
    }
    marks.add(values.size());
  }

  List<Object> popToMark() throws PickleException {
    if (marks.isEmpty()) {
      throw new PickleException("an operation needs a mark, and none is set");
    }
    return popFrom(marks.removeLast());
  }

  private List<Object> popFrom(int from) {
    List<Object> last = values.subList(from, values.size());
    List<Object> popped = new ArrayList<>(last);
    last.clear();
    return popped;
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.getLast();
  }

  private void requireAbove(int size) throws PickleException {
    if (values.size() < size) {
      throw new PickleException("an operation needs more values than there are");
    }
  }
}
