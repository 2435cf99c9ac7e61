package org.srupp.kernels.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts in columns as wide as the longest of each.
 *
 * @param left columns that are flush left, the others right
 * @param rows as many texts each, the head first
 */
record Table(int left, List<List<String>> rows) {
  private static final String GAP = "  ";

  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      cells.add(i < left ? row.get(i) + blanks : blanks + row.get(i));
    }
    return String.join(GAP, cells).stripTrailing();
  }
}
