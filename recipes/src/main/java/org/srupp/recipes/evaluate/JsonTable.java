package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.srupp.eval.Estimate;
import org.srupp.eval.PairedResult;
import org.srupp.eval.text.PythonNumber;

/**
 * A {@link SystemTable} as sacreBLEU's JSON: an array indented by four, names in ASCII, scores as
 * strings, or, in a paired test, all its numbers unrounded.
 */
final class JsonTable {
  private JsonTable() {}

  /** The array, without a final line feed. */
  static String of(SystemTable table, int width, boolean paired) {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < table.systems().size(); i++) {
      var object = new StringBuilder("    {\n        \"system\": ");
      object.append(quoted(table.systems().get(i)));
      for (SystemTable.Column column : table.columns()) {
        PairedResult result = column.results().get(i);
        object.append(",\n        ").append(quoted(column.metric())).append(": ");
        object.append(paired ? numbers(result) : score(result, width));
      }
      objects.add(object.append("\n    }").toString());
    }
    return "[\n" + String.join(",\n", objects) + "\n]";
  }

  private static String score(PairedResult result, int width) {
    return '"' + PythonNumber.fixed(result.score().score(), width) + '"';
  }

  private static String numbers(PairedResult result) {
    return "{\n            \"score\": "
        + PythonNumber.shortest(result.score().score())
        + ",\n            \"p_value\": "
        + orNull(result.pValue())
        + ",\n            \"mean\": "
        + orNull(result.estimate().map(Estimate::mean))
        + ",\n            \"ci\": "
        + orNull(result.estimate().map(Estimate::halfWidth))
        + "\n        }";
  }

  private static String orNull(Optional<Double> number) {
    return number.map(PythonNumber::shortest).orElse("null");
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        json.append('\\').append(unit);
      } else if (unit < ' ' || unit > '~') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      } else {
        json.append(unit);
      }
    }
    return json.append('"').toString();
  }
}
