package org.srupp.recipes.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.srupp.recipes.run.DataFile;

/**
 * What a prepared folder depends on: folders of equal keys have equal content.
 *
 * @param settings of the recipe that matter, by key path; no paths of files
 * @param inputs the files that it was made from
 */
public record PreparationKey(SortedMap<String, String> settings, List<DataFile> inputs) {
  public PreparationKey {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    inputs = List.copyOf(inputs);
  }

  /**
   * Where another key differs, one text a difference.
   *
   * @param other what is asked for now
   */
  public List<String> differences(PreparationKey other) {
    List<String> differences = settingDifferences(other.settings);
    if (!hashes(inputs).equals(hashes(other.inputs))) {
      differences.add("its input files were others, or have changed since");
    }
    return differences;
  }

  /** The same for the settings alone. */
  public List<String> settingDifferences(SortedMap<String, String> asked) {
    TreeSet<String> keys = new TreeSet<>(settings.keySet());
    keys.addAll(asked.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String here = settings.getOrDefault(key, "nothing");
      String there = asked.getOrDefault(key, "nothing");
      if (!here.equals(there)) {
        differences.add(key + " was " + here + ", asked for is " + there);
      }
    }
    return differences;
  }

  // Data may move to another folder.
  private static List<String> hashes(List<DataFile> files) {
    return files.stream().map(DataFile::sha256).toList();
  }
}
