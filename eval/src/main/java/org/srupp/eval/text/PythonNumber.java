package org.srupp.eval.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers printed as Python prints them; {@link String#format} rounds 0.25 to 0.3 where Python says
 * 0.2.
 */
public final class PythonNumber {
  private PythonNumber() {}

  /**
   * Python's {@code format(value, ".WIDTHf")}: the exact binary value, rounded half to even.
   *
   * @param value a finite number
   * @param width digits after the point, at least 0
   * @throws IllegalArgumentException if the value is not finite or the width is negative
   */
  public static String fixed(double value, int width) {
    if (!Double.isFinite(value) || width < 0) {
      throw new IllegalArgumentException(
          "cannot print "
              + value
              + " with "
              + width
              + " decimals; expected a finite number and a width of 0 or more");
    }
    String digits = new BigDecimal(value).setScale(width, RoundingMode.HALF_EVEN).toPlainString();
    boolean lostSign = Math.copySign(1, value) < 0 && digits.charAt(0) != '-';
    return lostSign ? "-" + digits : digits;
  }

  /**
   * Python's {@code repr(value)}: the shortest digits that read back as the value, in exponent form
   * below 1e-4 and from 1e16.
   */
  public static String shortest(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      return decimal.scale() <= 0 ? decimal.toPlainString() + ".0" : decimal.toPlainString();
    }
    String mantissa = decimal.scaleByPowerOfTen(-exponent).toPlainString();
    String sign = exponent < 0 ? "-" : "+";
    return mantissa + "e" + sign + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
  }

  /**
   * The number with {@code width} digits after the point, read back and printed the shortest way:
   * sacreBLEU's number in JSON.
   */
  public static String rounded(double value, int width) {
    return shortest(Double.parseDouble(fixed(value, width)));
  }
}
