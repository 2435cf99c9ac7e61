package org.srupp.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's pickle, protocol 2, for the values that a state dict is made of, byte for byte as
 * CPython writes it: every text, tuple and object is remembered under a number when it is first
 * written, and referred to by that number from then on.
 */
public final class PickleWriter {
  private static final int BATCH = 1000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final IdentityHashMap<Object, Integer> memo = new IdentityHashMap<>();

  /** A class or function by name. */
  public record Global(String module, String name) {}

  /** A tuple. */
  public record Tuple(List<?> items) {
    public static Tuple of(Object... items) {
      return new Tuple(List.of(items));
    }
  }

  /** What a callable makes of its arguments, with attributes set afterwards unless null. */
  public record Call(Global callable, Tuple arguments, Map<?, ?> items, Map<?, ?> attributes) {}

  /** A reference to something outside the pickle. */
  public record Persistent(Tuple id) {}

  /** The pickle of a value. */
  public static byte[] pickle(Object value) {
    PickleWriter writer = new PickleWriter();
    writer.op(0x80).op(2);
    writer.save(value);
    return writer.op('.').out.toByteArray();
  }

  private PickleWriter op(int code) {
    out.write(code);
    return this;
  }

  private void save(Object value) {
    if (value == null) {
      op('N');
    } else if (memo.containsKey(value)) {
      numbered('h', 'j', memo.get(value));
    } else if (value instanceof Boolean truth) {
      op(truth ? 0x88 : 0x89);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Persistent persistent) {
      save(persistent.id());
      op('Q');
    } else if (value instanceof Tuple tuple) {
      tuple(tuple);
    } else {
      object(value);
    }
  }

  private void object(Object value) {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      op('X').little(4, bytes.length).out.writeBytes(bytes);
      remember(value);
    } else if (value instanceof Global global) {
      String lines = global.module() + "\n" + global.name() + "\n";
      op('c').out.writeBytes(lines.getBytes(StandardCharsets.US_ASCII));
      remember(value);
    } else if (value instanceof Map<?, ?> map) {
      op('}');
      remember(value);
      items(map);
    } else if (value instanceof List<?> list) {
      op(']');
      remember(value);
      op('(');
      list.forEach(this::save);
      op('e');
    } else {
      call((Call) value);
    }
  }

  private void call(Call call) {
    save(call.callable());
    save(call.arguments());
    op('R');
    remember(call);
    items(call.items());
    if (call.attributes() != null) {
      save(call.attributes());
      op('b');
    }
  }

  private void items(Map<?, ?> map) {
    List<? extends Map.Entry<?, ?>> entries = List.copyOf(map.entrySet());
    for (int from = 0; from < entries.size(); from += BATCH) {
      var batch = entries.subList(from, Math.min(entries.size(), from + BATCH));
      boolean many = batch.size() > 1;
      if (many) {
        op('(');
      }
      for (Map.Entry<?, ?> entry : batch) {
        save(entry.getKey());
        save(entry.getValue());
      }
      op(many ? 'u' : 's');
    }
  }

  private void tuple(Tuple tuple) {
    int size = tuple.items().size();
    if (size == 0) {
      op(')');
      return;
    }
    if (size > 3) {
      op('(');
    }
    tuple.items().forEach(this::save);
    op(size > 3 ? 't' : 0x84 + size);
    remember(tuple);
  }

  private void number(Number number) {
    if (number instanceof Double real) {
      op('G').out.writeBytes(ByteBuffer.allocate(8).putDouble(real).array());
      return;
    }
    long value = number.longValue();
    if (value >= 0 && value <= 0xff) {
      op('K').little(1, value);
    } else if (value >= 0 && value <= 0xffff) {
      op('M').little(2, value);
    } else if (value == (int) value) {
      op('J').little(4, value);
    } else {
      int bytes = (Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value)) / 8 + 1;
      op(0x8a).op(bytes).little(bytes, value);
    }
  }

  private void remember(Object value) {
    int index = memo.size();
    memo.put(value, index);
    numbered('q', 'r', index);
  }

  private void numbered(int narrow, int wide, int index) {
    boolean fits = index <= 0xff;
    op(fits ? narrow : wide).little(fits ? 1 : 4, index);
  }

  private PickleWriter little(int bytes, long value) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(all, 0, bytes);
    return this;
  }
}
