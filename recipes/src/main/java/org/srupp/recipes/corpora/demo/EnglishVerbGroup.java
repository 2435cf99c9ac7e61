package org.srupp.recipes.corpora.demo;

/**
 * The verbs of an English clause, cut where the subject, not and often go.
 *
 * @param auxiliary what a question puts before the subject: does, is, will; empty for a plain verb
 *     in a statement
 * @param rest what follows
 */
record EnglishVerbGroup(String auxiliary, String rest) {
  /**
   * @param clause its verb, tense and modal verb
   * @param support whether a question or a negation needs do where there is no other auxiliary
   */
  static EnglishVerbGroup of(Clause clause, boolean support) {
    Person person = clause.subject().person();
    String base = clause.verb().english().base();
    if (clause.modal() != null) {
      return modal(clause.modal(), clause.tense(), person, base, support);
    }
    boolean copula = clause.verb().isCopula();
    return switch (clause.tense()) {
      case PRESENT ->
          copula
              ? new EnglishVerbGroup(be(person, false), "")
              : plain(person, base, present(person, base), false, support);
      case PROGRESSIVE ->
          new EnglishVerbGroup(be(person, false), clause.verb().english().progressive());
      case PAST ->
          copula
              ? new EnglishVerbGroup(be(person, true), "")
              : plain(person, base, clause.verb().english().past(), true, support);
      case PLUPERFECT -> new EnglishVerbGroup("had", clause.verb().english().participle());
      case FUTURE -> new EnglishVerbGroup("will", base);
    };
  }

  private static EnglishVerbGroup modal(
      Modal modal, Tense tense, Person person, String base, boolean support) {
    boolean past = tense == Tense.PAST;
    return switch (modal) {
      case CAN -> new EnglishVerbGroup(past ? "could" : "can", base);
      case SHOULD -> new EnglishVerbGroup("should", base);
      case WOULD_LIKE -> new EnglishVerbGroup("would", "like to " + base);
      case MAY -> new EnglishVerbGroup(be(person, past), "allowed to " + base);
      case MUST ->
          periphrastic("have", past ? "had" : present(person, "have"), base, person, past, support);
      case WANT ->
          periphrastic(
              "want", past ? "wanted" : present(person, "want"), base, person, past, support);
    };
  }

  private static EnglishVerbGroup periphrastic(
      String verb, String finite, String base, Person person, boolean past, boolean support) {
    return plain(person, verb + " to " + base, finite + " to " + base, past, support);
  }

  private static EnglishVerbGroup plain(
      Person person, String base, String finite, boolean past, boolean support) {
    if (!support) {
      return new EnglishVerbGroup("", finite);
    }
    return new EnglishVerbGroup(past ? "did" : person.thirdSingular() ? "does" : "do", base);
  }

  private static String present(Person person, String base) {
    return person.thirdSingular() ? EnglishMorphology.thirdSingular(base) : base;
  }

  private static String be(Person person, boolean past) {
    if (person == Person.I) {
      return past ? "was" : "am";
    }
    return person.thirdSingular() ? (past ? "was" : "is") : (past ? "were" : "are");
  }
}
