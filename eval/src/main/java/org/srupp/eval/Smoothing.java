package org.srupp.eval;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.srupp.eval.text.PythonNumber;

/**
 * What BLEU puts in place of a precision of zero (Chen and Cherry 2014, methods 1 to 3, as
 * sacreBLEU has them).
 *
 * @param method the rule
 * @param value its parameter; the methods {@link Method#NONE} and {@link Method#EXP} ignore it
 */
public record Smoothing(Method method, double value) {
  /** The rules by sacreBLEU's names. */
  public enum Method {
    /** Zero stays zero. */
    NONE("none", 0),
    /** A count of zero becomes the value. */
    FLOOR("floor", 0.1),
    /** The value is added to counts and totals from the second order on. */
    ADD_K("add-k", 1),
    /** The i-th order with no match counts 1 / 2^i. */
    EXP("exp", 0);

    private final String label;
    private final double defaultValue;

    Method(String label, double defaultValue) {
      this.label = label;
      this.defaultValue = defaultValue;
    }

    /** The name in signatures and on the command line. */
    public String label() {
      return label;
    }

    /** This rule with its usual parameter: 0.1 for floor, 1 for add-k. */
    public Smoothing withDefault() {
      return new Smoothing(this, defaultValue);
    }

    /**
     * The rule of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Method of(String label) {
      for (Method method : values()) {
        if (method.label.equals(label)) {
          return method;
        }
      }
      String known = Arrays.stream(values()).map(Method::label).collect(Collectors.joining(", "));
      throw new IllegalArgumentException("unknown smoothing " + label + "; choose one of " + known);
    }
  }

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Smoothing {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "smoothing value must be finite and at least 0, found " + value);
    }
  }

  /** As signatures print it: {@code exp}, {@code floor[0.10]}. */
  String label() {
    return switch (method) {
      case NONE, EXP -> method.label();
      case FLOOR, ADD_K -> method.label() + "[" + PythonNumber.fixed(value, 2) + "]";
    };
  }
}
