package org.srupp.recipes.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a value as the type that a key wants; the message of a refusal says what was expected. */
final class Values {
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,20}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,4})?");

  /** A value that is not what its key wants. */
  static final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1;

    WrongValueException(String expected, Node found) {
      super("must be " + expected + ", found " + found.describe());
    }
  }

  private Values() {}

  static Object read(Node node, Class<?> type) throws WrongValueException {
    if (type == List.class) {
      return wholeNumbers(node);
    }
    if (type == String.class) {
      return text(node);
    }
    if (type == boolean.class) {
      return truth(node);
    }
    if (type == double.class) {
      return number(node);
    }
    if (type == int.class) {
      return Math.toIntExact(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (type == long.class) {
      return whole(node, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return choice(node, type);
  }

  // An empty value of a text key is an empty text: that is how "none" is written there.
  private static String text(Node node) throws WrongValueException {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw new WrongValueException("text", node);
  }

  private static boolean truth(Node node) throws WrongValueException {
    String text = scalar(node, "true or false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new WrongValueException("true or false", node);
    }
    return text.equals("true");
  }

  private static double number(Node node) throws WrongValueException {
    String text = scalar(node, "a number");
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new WrongValueException("a number", node);
    }
    return value;
  }

  private static long whole(Node node, long least, long most) throws WrongValueException {
    String text = scalar(node, "a whole number");
    if (!WHOLE.matcher(text).matches()) {
      throw new WrongValueException("a whole number", node);
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // more digits than a long has: out of range as well
    }
    throw new WrongValueException("a whole number in [" + least + ", " + most + "]", node);
  }

  private static List<Integer> wholeNumbers(Node node) throws WrongValueException {
    if (!(node instanceof Node.Sequence sequence)) {
      throw new WrongValueException("a list of whole numbers, as in [2, 4]", node);
    }
    List<Integer> values = new ArrayList<>();
    for (Node item : sequence.items()) {
      values.add(Math.toIntExact(whole(item, Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }
    return values;
  }

  private static Object choice(Node node, Class<?> type) throws WrongValueException {
    List<String> names = Choices.of(type);
    String expected = String.join(", ", names.subList(0, names.size() - 1));
    expected = names.size() == 1 ? names.get(0) : expected + " or " + names.get(names.size() - 1);
    int index = names.indexOf(scalar(node, expected));
    if (index < 0) {
      throw new WrongValueException(expected, node);
    }
    return type.getEnumConstants()[index];
  }

  private static String scalar(Node node, String expected) throws WrongValueException {
    if (node instanceof Node.Scalar scalar && !scalar.empty()) {
      return scalar.text().strip();
    }
    throw new WrongValueException(expected, node);
  }
}
