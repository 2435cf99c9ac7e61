package org.srupp.recipes.corpora.demo;

/** English number words. */
final class EnglishNumbers {
  private static final String[] SMALL =
      ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
              + " seventeen eighteen nineteen")
          .split(" ");
  private static final String[] TENS =
      "- ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
  private static final String[] ORDINALS =
      ("- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
              + " fifteenth sixteenth seventeenth eighteenth nineteenth")
          .split(" ");

  private EnglishNumbers() {}

  /**
   * A cardinal: twenty-one, one hundred and five.
   *
   * @param number 0 to 999
   */
  static String cardinal(int number) {
    if (number < 0 || number > 999) {
      throw new IllegalArgumentException("number is " + number + ", expected 0 to 999");
    }
    if (number >= 100) {
      String head = SMALL[number / 100] + " hundred";
      return number % 100 == 0 ? head : head + " and " + cardinal(number % 100);
    }
    if (number < 20) {
      return SMALL[number];
    }
    String tens = TENS[number / 10];
    return number % 10 == 0 ? tens : tens + "-" + SMALL[number % 10];
  }

  /**
   * A day of the month: first, twenty-third.
   *
   * @param day 1 to 31
   */
  static String ordinal(int day) {
    if (day < 20) {
      return ORDINALS[day];
    }
    String tens = TENS[day / 10];
    return day % 10 == 0
        ? tens.substring(0, tens.length() - 1) + "ieth"
        : tens + "-" + ORDINALS[day % 10];
  }
}
