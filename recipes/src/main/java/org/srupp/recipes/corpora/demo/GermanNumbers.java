package org.srupp.recipes.corpora.demo;

/** German number words. */
final class GermanNumbers {
  private static final String[] SMALL =
      ("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
              + " siebzehn achtzehn neunzehn")
          .split(" ");
  private static final String[] TENS =
      "- zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" ");

  private GermanNumbers() {}

  /**
   * A cardinal as one word, as it stands before a noun (but for 1).
   *
   * @param number 0 to 999
   */
  static String cardinal(int number) {
    if (number < 0 || number > 999) {
      throw new IllegalArgumentException("number is " + number + ", expected 0 to 999");
    }
    if (number >= 100) {
      int hundreds = number / 100;
      String head = (hundreds == 1 ? "ein" : SMALL[hundreds]) + "hundert";
      return number % 100 == 0 ? head : head + cardinal(number % 100);
    }
    if (number < 20) {
      return SMALL[number];
    }
    String tens = TENS[number / 10];
    int ones = number % 10;
    return ones == 0 ? tens : (ones == 1 ? "ein" : SMALL[ones]) + "und" + tens;
  }

  /**
   * A day of the month after am: ersten, dritten, zwanzigsten.
   *
   * @param day 1 to 31
   */
  static String ordinalDative(int day) {
    return switch (day) {
      case 1 -> "ersten";
      case 3 -> "dritten";
      case 7 -> "siebten";
      case 8 -> "achten";
      default -> cardinal(day) + (day < 20 ? "ten" : "sten");
    };
  }
}
