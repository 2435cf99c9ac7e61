package org.srupp.kernels.cpu;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.srupp.kernels.AttentionKernel;

/**
 * Attention with units in lanes.
 *
 * <p>The order of additions within a query depends on P, H and the lanes alone. Threads may share
 * it: each has a buffer of its own for the scores.
 */
public final class VectorAttention implements AttentionKernel {
  private static final VectorSpecies<Float> LANES = LaneMath.FLOATS;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final ThreadLocal<float[]> buffer = ThreadLocal.withInitial(() -> new float[256]);

  @Override
  public void attend(
      int size,
      int heads,
      MemorySegment query,
      long queryRow,
      Keys first,
      Keys second,
      MemorySegment out,
      long outRow) {
    int width = size / heads;
    int keys = first.count() + second.count();
    float[] scores = scores(keys);
    float scale = (float) (1 / Math.sqrt(width));
    long outBase = outRow * size * Float.BYTES;
    for (int head = 0; head < heads; head++) {
      long q = (queryRow * size + (long) head * width) * Float.BYTES;
      long column = (long) head * width * Float.BYTES;
      score(query, q, first, size, column, width, scale, scores, 0);
      score(query, q, second, size, column, width, scale, scores, first.count());
      softmax(scores, keys);
      long target = outBase + column;
      out.asSlice(target, (long) width * Float.BYTES).fill((byte) 0);
      long values = column + (long) size * Float.BYTES;
      sum(first, size, values, width, scores, 0, out, target);
      sum(second, size, values, width, scores, first.count(), out, target);
    }
  }

  private float[] scores(int keys) {
    float[] scores = buffer.get();
    int needed = keys + LANES.length();
    if (scores.length < needed) {
      scores = new float[2 * needed];
      buffer.set(scores);
    }
    return scores;
  }

  private static void score(
      MemorySegment query,
      long q,
      Keys keys,
      int size,
      long column,
      int width,
      float scale,
      float[] scores,
      int at) {
    MemorySegment memory = keys.memory();
    for (int i = 0; i < keys.count(); i++) {
      long k = 2L * keys.rows()[i] * size * Float.BYTES + column;
      scores[at + i] = dot(query, q, memory, k, width) * scale;
    }
  }

  private static float dot(MemorySegment a, long at, MemorySegment b, long bt, int width) {
    if (ScalarStart.covers(width)) {
      return scalarDot(a, at, b, bt, width);
    }
    Lanes.pin(a);
    Lanes.pin(b);
    FloatVector sum = FloatVector.zero(LANES);
    int j = 0;
    for (int end = LANES.loopBound(width); j < end; j += LANES.length()) {
      long offset = (long) j * Float.BYTES;
      FloatVector x = FloatVector.fromMemorySegment(LANES, a, at + offset, LITTLE_ENDIAN);
      sum = FloatVector.fromMemorySegment(LANES, b, bt + offset, LITTLE_ENDIAN).fma(x, sum);
    }
    float result = Lanes.sum(sum);
    for (; j < width; j++) {
      long offset = (long) j * Float.BYTES;
      result = Math.fma(a.get(FLOAT, at + offset), b.get(FLOAT, bt + offset), result);
    }
    return result;
  }

  private static float scalarDot(MemorySegment a, long at, MemorySegment b, long bt, int width) {
    float[] lanes = new float[LANES.length()];
    int end = LANES.loopBound(width);
    for (int j = 0; j < end; j++) {
      long offset = (long) j * Float.BYTES;
      int lane = j % lanes.length;
      lanes[lane] = Math.fma(b.get(FLOAT, bt + offset), a.get(FLOAT, at + offset), lanes[lane]);
    }
    float result = Lanes.sum(lanes);
    for (int j = end; j < width; j++) {
      long offset = (long) j * Float.BYTES;
      result = Math.fma(a.get(FLOAT, at + offset), b.get(FLOAT, bt + offset), result);
    }
    return result;
  }

  /** Softmax over the first {@code keys} values; the vector after them is scratch. */
  private static void softmax(float[] scores, int keys) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < keys; i++) {
      largest = Math.max(largest, scores[i]);
    }
    exponentials(scores, keys, largest);
    float sum = 0;
    for (int i = 0; i < keys; i++) {
      sum += scores[i];
    }
    for (int i = 0; i < keys; i++) {
      scores[i] /= sum;
    }
  }

  private static void exponentials(float[] scores, int keys, float largest) {
    if (ScalarStart.covers(keys)) {
      for (int i = 0; i < keys; i++) {
        scores[i] = LaneMath.exp(scores[i] - largest);
      }
      return;
    }
    Arrays.fill(scores, keys, keys + LANES.length(), Float.NEGATIVE_INFINITY);
    for (int i = 0; i < keys; i += LANES.length()) {
      LaneMath.exp(FloatVector.fromArray(LANES, scores, i).sub(largest)).intoArray(scores, i);
    }
  }

  private static void sum(
      Keys keys,
      int size,
      long column,
      int width,
      float[] scores,
      int at,
      MemorySegment out,
      long target) {
    MemorySegment memory = keys.memory();
    for (int i = 0; i < keys.count(); i++) {
      long v = 2L * keys.rows()[i] * size * Float.BYTES + column;
      addScaled(memory, v, scores[at + i], out, target, width);
    }
  }

  private static void addScaled(
      MemorySegment from, long f, float factor, MemorySegment to, long t, int width) {
    Lanes.pin(from);
    Lanes.pin(to);
    FloatVector scale = FloatVector.broadcast(LANES, factor);
    int j = 0;
    for (int end = ScalarStart.bound(width); j < end; j += LANES.length()) {
      long offset = (long) j * Float.BYTES;
      FloatVector x = FloatVector.fromMemorySegment(LANES, from, f + offset, LITTLE_ENDIAN);
      FloatVector y = FloatVector.fromMemorySegment(LANES, to, t + offset, LITTLE_ENDIAN);
      x.fma(scale, y).intoMemorySegment(to, t + offset, LITTLE_ENDIAN);
    }
    for (; j < width; j++) {
      long offset = (long) j * Float.BYTES;
      float y = Math.fma(from.get(FLOAT, f + offset), factor, to.get(FLOAT, t + offset));
      to.set(FLOAT, t + offset, y);
    }
  }
}
