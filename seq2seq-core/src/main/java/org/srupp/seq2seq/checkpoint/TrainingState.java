package org.srupp.seq2seq.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers and texts that a training needs beside its tensors to go on as if it had never
 * stopped.
 *
 * <p>Longs and doubles come back bit for bit (infinities too; every NaN as the same NaN).
 */
public final class TrainingState {
  private final Map<String, Long> longs;
  private final Map<String, Double> doubles;
  private final Map<String, String> texts;

  private TrainingState(
      Map<String, Long> longs, Map<String, Double> doubles, Map<String, String> texts) {
    this.longs = Collections.unmodifiableMap(new TreeMap<>(longs));
    this.doubles = Collections.unmodifiableMap(new TreeMap<>(doubles));
    this.texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects the values of a state; a name may be used once for each kind of value. */
  public static final class Builder {
    private final Map<String, Long> longs = new TreeMap<>();
    private final Map<String, Double> doubles = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    private Builder() {}

    public Builder put(String name, long value) {
      longs.put(name, value);
      return this;
    }

    public Builder put(String name, double value) {
      doubles.put(name, value);
      return this;
    }

    public Builder put(String name, String value) {
      texts.put(name, value);
      return this;
    }

    public TrainingState build() {
      return new TrainingState(longs, doubles, texts);
    }
  }

  /**
   * @throws CheckpointException if the state has no whole number of that name
   */
  public long longValue(String name) {
    return get(longs, "whole number", name);
  }

  /**
   * @throws CheckpointException if the state has no number of that name
   */
  public double doubleValue(String name) {
    return get(doubles, "number", name);
  }

  /**
   * @throws CheckpointException if the state has no text of that name
   */
  public String text(String name) {
    return get(texts, "text", name);
  }

  public Map<String, Long> longs() {
    return longs;
  }

  public Map<String, Double> doubles() {
    return doubles;
  }

  public Map<String, String> texts() {
    return texts;
  }

  private static <T> T get(Map<String, T> values, String kind, String name) {
    T value = values.get(name);
    if (value == null) {
      throw new CheckpointException(
          "the training state has no "
              + kind
              + " "
              + name
              + ", only "
              + values.keySet()
              + ": another version of srupp wrote it; resume with that version or train anew");
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingState that
        && longs.equals(that.longs)
        && doubles.equals(that.doubles)
        && texts.equals(that.texts);
  }

  @Override
  public int hashCode() {
    return longs.hashCode() + 31 * doubles.hashCode() + 961 * texts.hashCode();
  }

  @Override
  public String toString() {
    return "TrainingState" + longs + doubles + texts;
  }
}
