package org.srupp.recipes.config;

import com.google.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a recipe with every key; reading the text gives an equal recipe. */
public final class RecipeWriter {
  @Inject
  public RecipeWriter() {}

  /**
   * Writes YAML.
   *
   * @param comments lines of the comment at its head, without the sign
   */
  public String write(RunRecipe recipe, List<String> comments) {
    StringBuilder yaml = new StringBuilder();
    for (String comment : comments) {
      yaml.append("# ").append(comment.replaceAll("\\R", " ")).append('\n');
    }
    writeKeys((Record) recipe, "", yaml);
    return yaml.toString();
  }

  private static void writeKeys(Record record, String indent, StringBuilder yaml) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = Components.get(record, component);
      yaml.append(indent).append(component.getName()).append(':');
      if (value instanceof Record section) {
        yaml.append('\n');
        writeKeys(section, indent + "  ", yaml);
      } else {
        yaml.append(' ').append(spell(value)).append('\n');
      }
    }
  }

  static String spell(Object value) {
    if (value instanceof Enum<?> constant) {
      return Choices.spell(constant);
    }
    if (value instanceof Double number) {
      return spellNumber(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? quote(text) : value.toString();
  }

  // YAML 1.1 takes an exponent for a number only with its sign.
  private static String spellNumber(double number) {
    String text = Double.toString(number).replace('E', 'e');
    int exponent = text.indexOf('e');
    boolean signed = exponent < 0 || text.charAt(exponent + 1) == '-';
    return signed ? text : text.substring(0, exponent + 1) + "+" + text.substring(exponent + 1);
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            unit -> {
              boolean plain = unit >= ' ' && unit != 0x7F && !(unit >= 0x80 && unit < 0xA0);
              boolean printable = plain && unit < 0xD800 && unit != 0x2028 && unit != 0x2029;
              if (unit == '"' || unit == '\\') {
                quoted.append('\\').append((char) unit);
              } else if (printable && unit != 0xFEFF) {
                quoted.append((char) unit);
              } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", unit));
              }
            });
    return quoted.append('"').toString();
  }
}
