package org.srupp.recipes.corpora.demo;

enum Gender {
  MASCULINE,
  FEMININE,
  NEUTER;

  static Gender of(String letter) {
    return switch (letter) {
      case "m" -> MASCULINE;
      case "f" -> FEMININE;
      case "n" -> NEUTER;
      default -> throw new IllegalArgumentException("gender is " + letter + ", expected m, f or n");
    };
  }
}
