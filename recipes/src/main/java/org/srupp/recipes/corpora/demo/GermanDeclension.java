package org.srupp.recipes.corpora.demo;

/** Endings of articles, adjectives and nouns by case, gender and number. */
final class GermanDeclension {
  /**
   * Rows: masculine, feminine, neuter, plural. Columns: nominative, accusative, dative, genitive.
   */
  private static final String[][] DEFINITE = {
    {"der", "den", "dem", "des"},
    {"die", "die", "der", "der"},
    {"das", "das", "dem", "des"},
    {"die", "die", "den", "der"}
  };

  private static final String[][] RELATIVE = {
    {"der", "den", "dem", "dessen"},
    {"die", "die", "der", "deren"},
    {"das", "das", "dem", "dessen"},
    {"die", "die", "denen", "deren"}
  };

  /** dieser, jeder, welcher. */
  private static final String[][] DER_WORD = {
    {"er", "en", "em", "es"},
    {"e", "e", "er", "er"},
    {"es", "es", "em", "es"},
    {"e", "e", "en", "er"}
  };

  /** ein, kein, mein. */
  private static final String[][] EIN_WORD = {
    {"", "en", "em", "es"}, {"e", "e", "er", "er"}, {"", "", "em", "es"}, {"e", "e", "en", "er"}
  };

  private static final String[][] WEAK = {
    {"e", "en", "en", "en"},
    {"e", "e", "en", "en"},
    {"e", "e", "en", "en"},
    {"en", "en", "en", "en"}
  };

  private static final String[][] MIXED = {
    {"er", "en", "en", "en"},
    {"e", "e", "en", "en"},
    {"es", "es", "en", "en"},
    {"en", "en", "en", "en"}
  };

  private static final String[][] STRONG = {
    {"er", "en", "em", "en"},
    {"e", "e", "er", "er"},
    {"es", "es", "em", "en"},
    {"e", "e", "en", "er"}
  };

  private GermanDeclension() {}

  /** The declined determiner; empty where there is none. */
  static String determiner(Determiner determiner, Gender gender, boolean plural, Case wanted) {
    if (determiner == Determiner.DEFINITE) {
      return cell(DEFINITE, gender, plural, wanted);
    }
    return switch (determiner.group(plural)) {
      case DER -> determiner.stem() + cell(DER_WORD, gender, plural, wanted);
      case EIN -> einWord(determiner, cell(EIN_WORD, gender, plural, wanted));
      case NONE -> determiner == Determiner.HOW_MANY ? determiner.stem() : "";
    };
  }

  /** euer loses its second e before an ending. */
  private static String einWord(Determiner determiner, String ending) {
    boolean shortened = determiner == Determiner.YOUR_ALL && !ending.isEmpty();
    return (shortened ? "eur" : determiner.stem()) + ending;
  }

  static String adjective(
      Adjective adjective, Determiner determiner, Gender gender, boolean plural, Case wanted) {
    String[][] endings =
        switch (determiner.group(plural)) {
          case DER -> WEAK;
          case EIN -> MIXED;
          case NONE -> STRONG;
        };
    return adjective.stem() + cell(endings, gender, plural, wanted);
  }

  /** The declined noun; every dative plural ends in n or s. */
  static String noun(Noun noun, boolean plural, Case wanted) {
    if (plural) {
      boolean addsN =
          wanted == Case.DATIVE && !noun.plural().endsWith("n") && !noun.plural().endsWith("s");
      return addsN ? noun.plural() + "n" : noun.plural();
    }
    return switch (wanted) {
      case NOMINATIVE -> noun.singular();
      case ACCUSATIVE, DATIVE -> noun.oblique();
      case GENITIVE -> noun.genitive();
    };
  }

  static String relative(Person antecedent, Case wanted) {
    return switch (antecedent) {
      case HE -> cell(RELATIVE, Gender.MASCULINE, false, wanted);
      case SHE -> cell(RELATIVE, Gender.FEMININE, false, wanted);
      case IT -> cell(RELATIVE, Gender.NEUTER, false, wanted);
      default -> cell(RELATIVE, Gender.NEUTER, true, wanted);
    };
  }

  private static String cell(String[][] table, Gender gender, boolean plural, Case wanted) {
    return table[plural ? 3 : gender.ordinal()][wanted.ordinal()];
  }
}
