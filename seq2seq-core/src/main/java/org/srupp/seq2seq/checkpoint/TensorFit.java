package org.srupp.seq2seq.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the tensors of a file with those that the program has. */
public final class TensorFit {
  private static final int LISTED = 10;

  private TensorFit() {}

  /**
   * @param whole what the tensors belong to, for the message: "the model", "the optimizer"
   * @param expected type and shape of every tensor that must be there, and no other
   * @throws CheckpointException if one is missing, too many, or of another type or shape; names up
   *     to ten and counts the rest
   */
  public static void require(
      SafetensorsFile file, String whole, Map<String, TensorLayout> expected) {
    Map<String, TensorLayout> found = file.layouts();
    List<String> wrong = new ArrayList<>();
    expected.forEach(
        (name, layout) -> {
          if (!found.containsKey(name)) {
            wrong.add(name + " is missing, expected " + layout);
          } else if (!found.get(name).equals(layout)) {
            wrong.add(name + " is " + found.get(name) + ", expected " + layout);
          }
        });
    found.forEach(
        (name, layout) -> {
          if (!expected.containsKey(name)) {
            wrong.add(name + " " + layout + " is not a part of " + whole);
          }
        });
    if (!wrong.isEmpty()) {
      throw new CheckpointException(file.path() + " does not fit " + whole + ": " + listed(wrong));
    }
  }

  private static String listed(List<String> wrong) {
    String first = String.join("; ", wrong.subList(0, Math.min(LISTED, wrong.size())));
    return wrong.size() <= LISTED ? first : first + "; and " + (wrong.size() - LISTED) + " more";
  }
}
