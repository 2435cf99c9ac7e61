package org.srupp.kernels.bench;

import java.util.Locale;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxProblem;

/**
 * A softmax to check or time: a problem and which optional arrays it has.
 *
 * @param problem sizes
 * @param masked whether there is a mask
 * @param dropout whether there is dropout
 */
record SoftmaxSpec(SoftmaxProblem problem, boolean masked, boolean dropout) {
  private static final double SCALE = 3;

  /** As a language model runs it: one head, a mask of (L, K) for all streams, dropout. */
  static SoftmaxSpec languageModel(int streams, int queries, int keys, ElementType type) {
    return new SoftmaxSpec(
        new SoftmaxProblem(streams, 1, queries, keys, 1, queries, SCALE, type), true, true);
  }

  /** As an encoder runs it: several heads, a mask of the padding of each stream, dropout. */
  static SoftmaxSpec encoder(int streams, int heads, int length, ElementType type) {
    return new SoftmaxSpec(
        new SoftmaxProblem(streams, heads, length, length, streams, 1, SCALE, type), true, true);
  }

  /** With neither mask nor dropout. */
  static SoftmaxSpec bare(int streams, int heads, int length, ElementType type) {
    return new SoftmaxSpec(
        new SoftmaxProblem(streams, heads, length, length, 1, 1, SCALE, type), false, false);
  }

  /** The same in another type. */
  SoftmaxSpec in(ElementType type) {
    return new SoftmaxSpec(problem.in(type), masked, dropout);
  }

  /** The same with another number of streams. */
  SoftmaxSpec withStreams(int streams) {
    SoftmaxProblem other =
        new SoftmaxProblem(
            streams,
            problem.heads(),
            problem.queries(),
            problem.keys(),
            problem.maskStreams() == 1 ? 1 : streams,
            problem.maskQueries(),
            problem.scale(),
            problem.type());
    return new SoftmaxSpec(other, masked, dropout);
  }

  /** Such as B=3 H=1 L=61 K=257 BFLOAT16. */
  String title() {
    return String.format(
        Locale.ROOT,
        "B=%d H=%d L=%d K=%d %s",
        problem.streams(),
        problem.heads(),
        problem.queries(),
        problem.keys(),
        problem.type());
  }

  /** Of an array of (B * H, L, K). */
  long bytes() {
    return problem.rows() * problem.keys() * problem.type().bytes();
  }

  long maskBytes() {
    long rows = (long) problem.maskStreams() * problem.maskQueries();
    return rows * problem.keys() * problem.type().parameters().bytes();
  }

  /** Reads of scores, mask and dropout, writes of softmax and weights; bytes. */
  long forwardBytes() {
    return (dropout ? 4 : 2) * bytes() + (masked ? maskBytes() : 0);
  }

  /** Reads of softmax, dropout and gradient, writes of the gradient; bytes. */
  long backwardBytes() {
    return (dropout ? 4 : 3) * bytes();
  }
}
