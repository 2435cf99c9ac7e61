package org.srupp.recipes.corpora.demo;

/** Finite and non-finite German verb forms. */
final class GermanConjugation {
  private static final String[] SEIN = {"bin", "bist", "ist", "sind", "seid", "sind"};
  private static final String[] WAR = {"war", "warst", "war", "waren", "wart", "waren"};
  private static final String[] HABEN = {"habe", "hast", "hat", "haben", "habt", "haben"};
  private static final String[] HATTE = {"hatte", "hattest", "hatte", "hatten", "hattet", "hatten"};
  private static final String[] WERDEN = {"werde", "wirst", "wird", "werden", "werdet", "werden"};

  private GermanConjugation() {}

  /** Present tense without the separable prefix. */
  static String present(Verb verb, Person person) {
    if (verb.isCopula()) {
      return SEIN[person.form()];
    }
    return switch (person) {
      case I -> verb.er().endsWith("t") ? stem(verb) + "e" : verb.er();
      case YOU -> verb.du();
      case HE, SHE, IT -> verb.er();
      case WE, THEY -> verb.infinitive();
      case YOU_ALL -> stem(verb) + (needsE(stem(verb)) ? "et" : "t");
    };
  }

  /** Preterite of sein and haben. */
  static String preterite(Verb verb, Person person) {
    return verb.isCopula() ? WAR[person.form()] : HATTE[person.form()];
  }

  /** haben or sein before a participle. */
  static String auxiliary(Verb verb, Person person, boolean past) {
    boolean be = verb.auxiliary().equals("sein");
    if (past) {
      return be ? WAR[person.form()] : HATTE[person.form()];
    }
    return be ? SEIN[person.form()] : HABEN[person.form()];
  }

  static String future(Person person) {
    return WERDEN[person.form()];
  }

  /** aufzustehen, zu lesen. */
  static String zuInfinitive(Verb verb) {
    return verb.prefix().isEmpty()
        ? "zu " + verb.infinitive()
        : verb.prefix() + "zu" + verb.infinitive();
  }

  private static String stem(Verb verb) {
    String infinitive = verb.infinitive();
    int cut = infinitive.endsWith("en") ? 2 : 1;
    return infinitive.substring(0, infinitive.length() - cut);
  }

  private static boolean needsE(String stem) {
    return stem.endsWith("t")
        || stem.endsWith("d")
        || stem.endsWith("chn")
        || stem.endsWith("fn")
        || stem.endsWith("gn");
  }
}
