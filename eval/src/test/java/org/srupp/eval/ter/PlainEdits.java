package org.srupp.eval.ter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The twin of {@link TranslationEdits}: every candidate's whole table, nothing kept and nothing
 * left out. Shares no code with it.
 */
final class PlainEdits {
  private static final int FAR = 1_000_000_000;

  private final List<Integer> reference;
  private int candidates;

  private PlainEdits(List<Integer> reference) {
    this.reference = reference;
  }

  static int count(List<Integer> hypothesis, List<Integer> reference) {
    if (reference.isEmpty()) {
      return hypothesis.size();
    }
    var plain = new PlainEdits(reference);
    List<Integer> words = hypothesis;
    int shifts = 0;
    while (true) {
      Candidate best = plain.best(words);
      if (plain.candidates >= 1000 || best == null || best.rank[0] <= 0) {
        break;
      }
      shifts++;
      words = best.words;
    }
    return shifts + plain.table(words)[words.size()][reference.size()][0];
  }

  /** Ranked by gain, length, minus start, minus target. */
  private record Candidate(int[] rank, List<Integer> words) {}

  private Candidate best(List<Integer> words) {
    int[][][] table = table(words);
    int before = table[words.size()][reference.size()][0];
    int[] align = new int[reference.size()];
    boolean[] wrongHere = new boolean[words.size()];
    boolean[] wrongThere = new boolean[reference.size()];
    align(table, words.size(), align, wrongHere, wrongThere);
    Candidate best = null;
    for (int h = 0; h < words.size(); h++) {
      for (int r = 0; r < reference.size(); r++) {
        if (Math.abs(h - r) > 50) {
          continue;
        }
        for (int n = 1; n <= 10 && matches(words, h, r, n); n++) {
          if (none(wrongHere, h, n)
              || none(wrongThere, r, n)
              || h <= align[r] && align[r] < h + n) {
            continue;
          }
          int previous = -1;
          for (int k = r - 1; k < r + n; k++) {
            int target = k < 0 ? 0 : align[k] + 1;
            if (target != previous) {
              previous = target;
              candidates++;
              List<Integer> moved = move(words, h, n, target);
              int gain = before - table(moved)[moved.size()][reference.size()][0];
              int[] rank = {gain, n, -h, -target};
              if (best == null || Arrays.compare(rank, best.rank) > 0) {
                best = new Candidate(rank, moved);
              }
            }
          }
          if (candidates >= 1000) {
            return best;
          }
        }
      }
    }
    return best;
  }

  private boolean matches(List<Integer> words, int h, int r, int n) {
    return h + n <= words.size()
        && r + n <= reference.size()
        && words.subList(h, h + n).equals(reference.subList(r, r + n));
  }

  private static boolean none(boolean[] wrong, int from, int n) {
    for (int i = from; i < from + n; i++) {
      if (wrong[i]) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> move(List<Integer> words, int start, int n, int target) {
    List<Integer> block = words.subList(start, start + n);
    List<Integer> rest = new ArrayList<>(words.subList(0, start));
    rest.addAll(words.subList(start + n, words.size()));
    int at;
    if (target < start) {
      at = target;
    } else if (target > start + n) {
      at = target - n;
    } else {
      at = Math.min(rest.size(), target);
    }
    rest.addAll(at, block);
    return rest;
  }

  private void align(
      int[][][] table, int rows, int[] align, boolean[] wrongHere, boolean[] wrongThere) {
    int i = rows;
    int j = reference.size();
    while (i > 0 || j > 0) {
      int operation = table[i][j][1];
      if (operation <= 1) {
        wrongHere[--i] = operation == 1;
        wrongThere[--j] = operation == 1;
        align[j] = i;
      } else if (operation == 2) {
        wrongHere[--i] = true;
      } else {
        wrongThere[--j] = true;
        align[j] = i - 1;
      }
    }
  }

  /** Cost and operation (0 same, 1 substitute, 2 drop a hypothesis word, 3 insert a word). */
  private int[][][] table(List<Integer> words) {
    int n = words.size();
    int m = reference.size();
    int[][][] table = new int[n + 1][m + 1][];
    double ratio = n == 0 ? 1 : (double) m / n;
    int beam = ratio / 2 > 25 ? (int) Math.ceil(ratio / 2 + 25) : 25;
    for (int i = 0; i <= n; i++) {
      int diagonal = (int) Math.floor(i * ratio);
      for (int j = 0; j <= m; j++) {
        boolean inside = j >= diagonal - beam && (i == n || j < diagonal + beam);
        table[i][j] = new int[] {FAR, -1};
        if (i == 0) {
          table[i][j] = new int[] {j, 3};
        } else if (inside) {
          boolean same = j > 0 && words.get(i - 1).equals(reference.get(j - 1));
          if (j > 0) {
            offer(table[i][j], table[i - 1][j - 1][0] + (same ? 0 : 1), same ? 0 : 1);
          }
          offer(table[i][j], table[i - 1][j][0] + 1, 2);
          if (j > 0) {
            offer(table[i][j], table[i][j - 1][0] + 1, 3);
          }
        }
      }
    }
    return table;
  }

  private static void offer(int[] cell, int cost, int operation) {
    if (cost < cell[0]) {
      cell[0] = cost;
      cell[1] = operation;
    }
  }
}
