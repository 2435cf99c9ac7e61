package org.srupp.recipes.config;

import java.lang.reflect.RecordComponent;
import java.util.SortedMap;
import java.util.TreeMap;

/** A part of a recipe as plain keys and values, for comparing and storing. */
public final class Settings {
  private Settings() {}

  /**
   * Every key below a section, with its value spelled as in YAML.
   *
   * @param prefix the section's key, as in {@code data}
   * @return values by key path, as in {@code data.lowercase}
   */
  public static SortedMap<String, String> of(String prefix, Record section) {
    SortedMap<String, String> settings = new TreeMap<>();
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      String key = prefix + "." + component.getName();
      Object value = Components.get(section, component);
      if (value instanceof Record inner) {
        settings.putAll(of(key, inner));
      } else {
        settings.put(key, RecipeWriter.spell(value));
      }
    }
    return settings;
  }
}
