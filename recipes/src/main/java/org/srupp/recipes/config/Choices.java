package org.srupp.recipes.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Spells enum constants as recipes do: {@code INVERSE_SQRT} is {@code inverseSqrt}. */
final class Choices {
  private Choices() {}

  static String spell(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(words[0]);
    for (String word : List.of(words).subList(1, words.length)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  static List<String> of(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> spell((Enum<?>) constant))
        .toList();
  }
}
