package org.srupp.seq2seq.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one pickle, protocols 2 to 5, into plain values: String, Long, Double, Boolean, null for
 * None, {@link PickleTuple}, {@link List}, {@link Map}, {@link PickleGlobal} and whatever the
 * caller's {@link PickleClasses} make.
 *
 * <p>Nothing of the pickle is ever executed. Time and memory grow with its length only, up to a
 * limit on its operations; nothing recurses, however deep the values nest.
 */
public final class PickleReader {
  private static final int MAX_OPERATIONS = 2_000_000;
  private static final int MAX_PROTOCOL = 5;

  private final PickleBytes bytes;
  private final PickleClasses classes;
  private final PickleStack stack = new PickleStack();
  private final Map<Long, Object> memo = new HashMap<>();

  private PickleReader(PickleBytes bytes, PickleClasses classes) {
    this.bytes = bytes;
    this.classes = classes;
  }

  /**
   * Reads the value of a pickle.
   *
   * @throws PickleException if it is damaged or asks for an operation or a class that is not
   *     allowed, by name
   */
  public static Object read(ByteBuffer pickle, PickleClasses classes) throws PickleException {
    return new PickleReader(new PickleBytes(pickle), classes).run();
  }

  private Object run() throws PickleException {
    for (int i = 0; i < MAX_OPERATIONS; i++) {
      int at = bytes.position();
      try {
        int code = bytes.u8();
        Opcode opcode = Opcode.of(code);
        if (opcode == null) {
          throw new PickleException(
              String.format(Locale.ROOT, "0x%02x is no pickle operation", code));
        }
        if (opcode == Opcode.STOP) {
          return stack.pop();
        }
        step(opcode);
      } catch (PickleException e) {
        throw new PickleException("byte " + at + ": " + e.getMessage());
      }
    }
    throw new PickleException("it has more than " + MAX_OPERATIONS + " operations");
  }

  private void step(Opcode opcode) throws PickleException {
    switch (opcode) {
      case PROTO -> protocol(bytes.u8());
      case FRAME -> bytes.i64();
      case NONE -> stack.push(null);
      case NEWTRUE -> stack.push(true);
      case NEWFALSE -> stack.push(false);
      case BININT -> stack.push((long) bytes.i32());
      case BININT1 -> stack.push((long) bytes.u8());
      case BININT2 -> stack.push((long) bytes.u16());
      case LONG1 -> stack.push(bytes.signed(bytes.u8()));
      case BINFLOAT -> stack.push(bytes.float64());
      case BINUNICODE -> stack.push(bytes.text(bytes.u32()));
      case SHORT_BINUNICODE -> stack.push(bytes.text(bytes.u8()));
      case MARK -> stack.mark();
      case EMPTY_TUPLE -> stack.push(new PickleTuple(List.of()));
      case TUPLE1 -> stack.push(new PickleTuple(stack.pop(1)));
      case TUPLE2 -> stack.push(new PickleTuple(stack.pop(2)));
      case TUPLE3 -> stack.push(new PickleTuple(stack.pop(3)));
      case TUPLE -> stack.push(new PickleTuple(stack.popToMark()));
      case EMPTY_LIST -> stack.push(new ArrayList<>());
      case EMPTY_DICT -> stack.push(new LinkedHashMap<>());
      case APPEND -> append(stack.pop(1));
      case APPENDS -> append(stack.popToMark());
      case SETITEM -> setItems(stack.pop(2));
      case SETITEMS -> setItems(stack.popToMark());
      default -> stepOnObjects(opcode);
    }
  }

  private void stepOnObjects(Opcode opcode) throws PickleException {
    switch (opcode) {
      case BINPUT -> memo.put((long) bytes.u8(), stack.peek());
      case LONG_BINPUT -> memo.put(bytes.u32(), stack.peek());
      case MEMOIZE -> memo.put((long) memo.size(), stack.peek());
      case BINGET -> stack.push(recall(bytes.u8()));
      case LONG_BINGET -> stack.push(recall(bytes.u32()));
      case GLOBAL -> stack.push(global(bytes.line(), bytes.line()));
      case STACK_GLOBAL -> {
        List<Object> names = stack.pop(2);
        stack.push(global(text(names.get(0)), text(names.get(1))));
      }
      case BINPERSID -> stack.push(classes.persistent(stack.pop()));
      case REDUCE -> reduce();
      case BUILD -> build();
      default ->
          throw new PickleException(
              "operation " + opcode + " is not one that a dictionary of tensors needs");
    }
  }

  private static void protocol(int version) throws PickleException {
    if (version < 2 || version > MAX_PROTOCOL) {
      throw new PickleException("pickle protocol " + version + ", expected 2 to " + MAX_PROTOCOL);
    }
  }

  private void append(List<Object> items) throws PickleException {
    list(stack.peek()).addAll(items);
  }

  private void setItems(List<Object> items) throws PickleException {
    if (items.size() % 2 != 0) {
      throw new PickleException("a dictionary key without a value");
    }
    Map<Object, Object> map = map(stack.peek());
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      // Keys that hold other values would be hashed through all that they hold.
      if (!(key instanceof String || key instanceof Long)) {
        throw new PickleException(
            "a dictionary key that is " + describe(key) + ", expected a text or a whole number");
      }
      map.put(key, items.get(i + 1));
    }
  }

  private Object recall(long index) throws PickleException {
    Object value = memo.get(index);
    if (value == null && !memo.containsKey(index)) {
      throw new PickleException("it refers to value " + index + ", which it has not had");
    }
    return value;
  }

  private PickleGlobal global(String module, String name) throws PickleException {
    return classes
        .find(module, name)
        .map(function -> new PickleGlobal(module, name, function))
        .orElseThrow(
            () -> new PickleException("it asks for " + module + "." + name + ", which is refused"));
  }

  private void reduce() throws PickleException {
    List<Object> call = stack.pop(2);
    if (!(call.get(0) instanceof PickleGlobal global)
        || !(call.get(1) instanceof PickleTuple arguments)) {
      throw new PickleException(
          "it calls " + describe(call.get(0)) + " with " + describe(call.get(1)));
    }
    stack.push(global.function().call(arguments.items()));
  }

  /** Attributes set on a dictionary, as {@code _metadata} of a state dict, mean nothing here. */
  private void build() throws PickleException {
    List<Object> both = stack.pop(2);
    map(both.get(0));
    map(both.get(1));
    stack.push(both.get(0));
  }

  private static String text(Object value) throws PickleException {
    if (value instanceof String text) {
      return text;
    }
    throw new PickleException(describe(value) + " where a name is expected");
  }

  @SuppressWarnings("unchecked") // every list here was made by EMPTY_LIST
  private static List<Object> list(Object value) throws PickleException {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw new PickleException(describe(value) + " where a list is expected");
  }

  @SuppressWarnings("unchecked") // every map here was made by EMPTY_DICT or a caller's class
  private static Map<Object, Object> map(Object value) throws PickleException {
    if (value instanceof Map<?, ?> map) {
      return (Map<Object, Object>) map;
    }
    throw new PickleException(describe(value) + " where a dictionary is expected");
  }

  /** The kind of a value for messages; never its content, which may be endless. */
  public static String describe(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof PickleGlobal global) {
      return global.toString();
    }
    if (value instanceof PickleTuple tuple) {
      return "a tuple of " + tuple.items().size();
    }
    if (value instanceof Map<?, ?> map) {
      return "a dictionary of " + map.size();
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    return value instanceof String ? "a text" : "a " + value.getClass().getSimpleName();
  }
}
