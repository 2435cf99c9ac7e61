package org.srupp.recipes.corpora.demo;

import java.util.List;

/** Samples time expressions: those of the lexicon, days, months, dates and clock times. */
final class TimeSampler {
  private static final String[][] DAYS = {
    {"Montag", "Monday"}, {"Dienstag", "Tuesday"}, {"Mittwoch", "Wednesday"},
    {"Donnerstag", "Thursday"}, {"Freitag", "Friday"}, {"Samstag", "Saturday"},
    {"Sonntag", "Sunday"}
  };

  private static final String[][] MONTHS = {
    {"Januar", "January"},
    {"Februar", "February"},
    {"März", "March"},
    {"April", "April"},
    {"Mai", "May"},
    {"Juni", "June"},
    {"Juli", "July"},
    {"August", "August"},
    {"September", "September"},
    {"Oktober", "October"},
    {"November", "November"},
    {"Dezember", "December"}
  };

  private static final String[][] UNITS = {
    {"Tagen", "days"}, {"Wochen", "weeks"}, {"Monaten", "months"}, {"Jahren", "years"}
  };

  private final Dice dice;
  private final List<Lexicon.TimedExpression> known;

  TimeSampler(Dice dice, List<Lexicon.TimedExpression> known) {
    this.dice = dice;
    this.known = known;
  }

  TimeExpression time(Tense tense) {
    return switch (dice.weighted(50, 14, 6, 14, 9, 7)) {
      case 0 -> fromLexicon(tense);
      case 1 -> day();
      case 2 -> month();
      case 3 -> clock();
      case 4 -> date();
      default -> distance(tense);
    };
  }

  private TimeExpression fromLexicon(Tense tense) {
    while (true) {
      Lexicon.TimedExpression entry = dice.of(known);
      if (entry.tenses().contains(tense)) {
        return entry.expression();
      }
    }
  }

  private TimeExpression day() {
    String[] day = dice.of(DAYS);
    return new TimeExpression("am " + day[0], "on " + day[1]);
  }

  private TimeExpression month() {
    String[] month = dice.of(MONTHS);
    return new TimeExpression("im " + month[0], "in " + month[1]);
  }

  private TimeExpression date() {
    String[] month = dice.of(MONTHS);
    int day = dice.between(1, 28);
    return new TimeExpression(
        "am " + GermanNumbers.ordinalDative(day) + " " + month[0],
        "on the " + EnglishNumbers.ordinal(day) + " of " + month[1]);
  }

  /** Whole hours, quarters, and half hours, which German counts towards the next hour. */
  private TimeExpression clock() {
    int hour = dice.between(2, 11);
    String german = GermanNumbers.cardinal(hour);
    String english = EnglishNumbers.cardinal(hour);
    return switch (dice.weighted(4, 3, 2, 2)) {
      case 0 -> new TimeExpression("um " + german + " Uhr", "at " + english + " o'clock");
      case 1 ->
          new TimeExpression(
              "um halb " + GermanNumbers.cardinal(hour + 1), "at half past " + english);
      case 2 -> new TimeExpression("um Viertel nach " + german, "at a quarter past " + english);
      default -> new TimeExpression("um Viertel vor " + german, "at a quarter to " + english);
    };
  }

  private TimeExpression distance(Tense tense) {
    int count = dice.between(2, 12);
    String[] unit = dice.of(UNITS);
    String german = GermanNumbers.cardinal(count) + " " + unit[0];
    String english = EnglishNumbers.cardinal(count) + " " + unit[1];
    return switch (tense) {
      case PAST -> new TimeExpression("vor " + german, english + " ago");
      case FUTURE -> new TimeExpression("in " + german, "in " + english);
      default -> day();
    };
  }
}
