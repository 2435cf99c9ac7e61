package org.srupp.seq2seq.shortlist;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/** Target ids that are worth looking at for a source sentence. Immutable. */
public final class Shortlist {
  private final VocabularyMark source;
  private final VocabularyMark target;
  private final int[] frequent;
  private final int[] offsets;
  private final int[] best;

  /**
   * @param frequent target ids for every sentence
   * @param offsets where the list of each source id begins in {@code best}, and the end of the
   *     last, (source size + 1)
   * @param best target ids of the source ids, one list after the other
   * @throws IllegalArgumentException if the offsets do not cut {@code best} into a list for each
   *     source id, or an id is outside the target vocabulary
   */
  Shortlist(
      VocabularyMark source, VocabularyMark target, int[] frequent, int[] offsets, int[] best) {
    this.source = source;
    this.target = target;
    this.frequent = frequent;
    this.offsets = offsets;
    this.best = best;
    requireLists();
    requireIds(frequent);
    requireIds(best);
  }

  private void requireLists() {
    boolean fit = offsets.length == source.size() + 1 && offsets[0] == 0;
    for (int i = 1; fit && i < offsets.length; i++) {
      fit = offsets[i - 1] <= offsets[i];
    }
    if (!fit || offsets[source.size()] != best.length) {
      throw new IllegalArgumentException(
          "the offsets do not cut "
              + best.length
              + " ids into a list for each of "
              + source.size()
              + " source pieces");
    }
  }

  private void requireIds(int[] ids) {
    for (int id : ids) {
      if (id < 0 || id >= target.size()) {
        throw new IllegalArgumentException(
            "id " + id + " is outside the target vocabulary of " + target.size() + " pieces");
      }
    }
  }

  /** The source vocabulary that it was built for. */
  public VocabularyMark source() {
    return source;
  }

  /** The target vocabulary that it was built for. */
  public VocabularyMark target() {
    return target;
  }

  /** The target ids for every sentence; a copy. */
  public int[] frequent() {
    return frequent.clone();
  }

  /**
   * The target ids of a source id; a copy.
   *
   * @throws IndexOutOfBoundsException if there is no such source id
   */
  public int[] best(int id) {
    return Arrays.copyOfRange(best, offsets[id], offsets[id + 1]);
  }

  /**
   * What a sentence may be translated with: depends on nothing but this sentence.
   *
   * @param sentence source ids, (S)
   * @param also further target ids, such as the end and what the output must begin with
   * @return ascending, each once
   * @throws IndexOutOfBoundsException if an id is outside its vocabulary
   */
  public int[] allowed(int[] sentence, int[]... also) {
    BitSet ids = new BitSet(target.size());
    for (int id : frequent) {
      ids.set(id);
    }
    for (int piece : sentence) {
      for (int i = offsets[piece]; i < offsets[piece + 1]; i++) {
        ids.set(best[i]);
      }
    }
    for (int[] more : also) {
      for (int id : more) {
        ids.set(Objects.checkIndex(id, target.size()));
      }
    }
    return ids.stream().toArray();
  }

  int[] offsets() {
    return offsets;
  }

  int[] best() {
    return best;
  }
}
