package org.srupp.recipes.corpora.demo;

/** Modal verbs: German present and preterite, and the one English construction for each. */
enum Modal {
  CAN("kann kannst kann können könnt können", "konnte"),
  MUST("muss musst muss müssen müsst müssen", "musste"),
  WANT("will willst will wollen wollt wollen", "wollte"),
  MAY("darf darfst darf dürfen dürft dürfen", "durfte"),
  SHOULD("soll sollst soll sollen sollt sollen", null),
  WOULD_LIKE("möchte möchtest möchte möchten möchtet möchten", null);

  private static final String[] WEAK_PRETERITE = {"", "st", "", "n", "t", "n"};

  private final String[] present;
  private final String preterite;

  Modal(String present, String preterite) {
    this.present = present.split(" ");
    this.preterite = preterite;
  }

  boolean hasPast() {
    return preterite != null;
  }

  String german(Tense tense, Person person) {
    return switch (tense) {
      case PRESENT -> present[person.form()];
      case PAST -> preterite + WEAK_PRETERITE[person.form()];
      default -> throw new IllegalArgumentException("no modal verb in the tense " + tense);
    };
  }
}
