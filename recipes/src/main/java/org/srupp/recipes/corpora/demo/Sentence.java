package org.srupp.recipes.corpora.demo;

/** The meaning of a whole sentence. */
sealed interface Sentence {
  record Statement(Clause clause) implements Sentence {}

  record YesNoQuestion(Clause clause) implements Sentence {}

  /**
   * Asks for a noun phrase of the clause: one that is an Interrogative or has which or how many
   * before it.
   */
  record NominalQuestion(Clause clause) implements Sentence {}

  record AdverbQuestion(QuestionAdverb adverb, Clause clause) implements Sentence {}

  /** The subject is du or ihr and is not said. */
  record Command(Clause clause, boolean please) implements Sentence {}

  record Complex(Clause main, Conjunction conjunction, Clause sub, boolean subFirst)
      implements Sentence {}

  /** He tries to read the book, or, with a purpose, he comes in order to read the book. */
  record WithInfinitive(Clause main, Clause infinitive, boolean purpose) implements Sentence {}

  /** Two main clauses, the second with its subject first. */
  record Coordinated(Clause first, boolean contrast, Clause second) implements Sentence {}
}
