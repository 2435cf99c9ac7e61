package org.srupp.recipes.evaluate;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.eval.text.PythonSpace;

/**
 * What {@code evaluate} scores: reference streams and systems of equally many segments.
 *
 * @param references one list for each stream
 * @param systems at least one
 */
record EvaluateInput(List<List<String>> references, List<SystemOutput> systems) {
  /**
   * The output of one system.
   *
   * @param name its file, or its column on standard input
   */
  record SystemOutput(String name, List<String> lines) {}

  /**
   * Reads everything and checks that line counts agree; the failure names all files whose count
   * differs.
   */
  static EvaluateInput read(
      List<String> referenceFiles,
      int columns,
      List<String> systemFiles,
      InputStream stdin,
      TextLines text) {
    List<List<String>> references = new ArrayList<>();
    for (String file : referenceFiles) {
      List<String> lines = text.ofFile(file);
      references.addAll(columns > 1 ? splitColumns(file, lines, columns) : List.of(lines));
    }
    List<SystemOutput> systems =
        systemFiles.isEmpty() ? fromColumns(text.ofInput(stdin)) : fromFiles(systemFiles, text);
    checkCounts(referenceFiles, columns, references, systems);
    return new EvaluateInput(references, systems);
  }

  /** The systems' names. */
  List<String> names() {
    return systems.stream().map(SystemOutput::name).toList();
  }

  /**
   * The same with names for a paired test: the first system is the baseline.
   *
   * @param files whether systems are named by files
   */
  EvaluateInput withBaseline(boolean files) {
    List<SystemOutput> named = new ArrayList<>();
    for (int i = 0; i < systems.size(); i++) {
      String own = files ? systems.get(i).name() : "System " + i;
      String baseline = files ? "Baseline: " + own : "Baseline";
      named.add(new SystemOutput(i == 0 ? baseline : own, systems.get(i).lines()));
    }
    return new EvaluateInput(references, named);
  }

  private static List<List<String>> splitColumns(String file, List<String> lines, int columns) {
    List<List<String>> streams = new ArrayList<>();
    for (int k = 0; k < columns; k++) {
      streams.add(new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", columns);
      if (fields.length < columns) {
        throw new EvaluateFailure(
            EvaluateFailure.WRONG_COLUMNS,
            file
                + ", line "
                + (i + 1)
                + ": expected "
                + columns
                + " fields, but found "
                + fields.length
                + "; separate references by tabs (empty ones at the end are lost) or lower --num-refs");
      }
      for (int k = 0; k < columns; k++) {
        streams.get(k).add(fields[k]);
      }
    }
    return streams;
  }

  private static List<SystemOutput> fromFiles(List<String> files, TextLines text) {
    List<SystemOutput> systems = new ArrayList<>();
    for (String file : files) {
      if (systems.stream().anyMatch(system -> system.name().equals(file))) {
        throw new EvaluateFailure(
            EvaluateFailure.FAILED,
            "'" + file + "' is already used to name a system; give each system its own file");
      }
      systems.add(new SystemOutput(file, text.ofFile(file)));
    }
    return systems;
  }

  /**
   * Tab-separated columns are systems; the first line says how many. No input at all is one empty
   * segment.
   */
  private static List<SystemOutput> fromColumns(List<String> read) {
    List<String> lines = read.isEmpty() ? List.of("") : read;
    List<SystemOutput> systems = new ArrayList<>();
    int columns = lines.get(0).split("\t", -1).length;
    for (int k = 0; k < columns; k++) {
      systems.add(
          new SystemOutput(
              columns == 1 ? "standard input" : "System " + (k + 1), new ArrayList<>()));
    }
    for (int i = 0; i < lines.size(); i++) {
      List<String> fields = Arrays.asList(lines.get(i).split("\t", -1));
      if (fields.size() != columns) {
        throw new EvaluateFailure(
            EvaluateFailure.WRONG_COLUMNS,
            "standard input, line "
                + (i + 1)
                + ": the number of tab-delimited fields differs across lines, found "
                + fields.size()
                + ", expected "
                + columns
                + " as in line 1; give text that holds tabs by --input");
      }
      for (int k = 0; k < columns; k++) {
        // sacreBLEU trims the columns of every line but the first.
        String field = fields.get(k);
        systems.get(k).lines().add(i == 0 ? field : PythonSpace.trimEnd(field));
      }
    }
    return systems;
  }

  private static void checkCounts(
      List<String> files, int columns, List<List<String>> references, List<SystemOutput> systems) {
    int expected = references.get(0).size();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      note(files.get(i), references.get(columns > 1 ? 0 : i).size(), expected, wrong);
    }
    for (SystemOutput system : systems) {
      note(system.name(), system.lines().size(), expected, wrong);
    }
    if (!wrong.isEmpty()) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED,
          String.join(", ", wrong)
              + ", but reference "
              + files.get(0)
              + " has "
              + expected
              + "; system and references need equally many lines");
    }
    if (expected == 0) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED, files.get(0) + ": no line, expected at least 1");
    }
  }

  private static void note(String name, int found, int expected, List<String> wrong) {
    if (found != expected) {
      wrong.add(name + " has " + found + " lines");
    }
  }
}
