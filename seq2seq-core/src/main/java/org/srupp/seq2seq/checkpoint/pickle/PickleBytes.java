package org.srupp.seq2seq.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read in order; no announced length is believed beyond its end. */
final class PickleBytes {
  private static final int MAX_NAME = 1000;

  private final ByteBuffer bytes;

  PickleBytes(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  int u8() throws PickleException {
    return require(1).get() & 0xff;
  }

  int u16() throws PickleException {
    return require(2).getShort() & 0xffff;
  }

  int i32() throws PickleException {
    return require(4).getInt();
  }

  long u32() throws PickleException {
    return Integer.toUnsignedLong(i32());
  }

  long i64() throws PickleException {
    return require(8).getLong();
  }

  /** The one number that is big-endian. */
  double float64() throws PickleException {
    return Double.longBitsToDouble(Long.reverseBytes(i64()));
  }

  /** A little-endian two's complement number of up to eight bytes. */
  long signed(int count) throws PickleException {
    if (count > Long.BYTES) {
      throw new PickleException("a whole number of " + count + " bytes, expected at most 8");
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (long) u8() << Byte.SIZE * i;
    }
    int unused = Long.SIZE - Byte.SIZE * count;
    return count == 0 ? 0 : value << unused >> unused;
  }

  String text(long length) throws PickleException {
    ByteBuffer part = require(length).slice().limit((int) length);
    bytes.position(bytes.position() + (int) length);
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(part);
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new PickleException("a text that is not UTF-8");
    }
  }

  /** Up to the end of the line, which is not part of it: the name of a module or class. */
  String line() throws PickleException {
    int length = 0;
    try {
      while (bytes.get(bytes.position() + length) != '\n') {
        length++;
        if (length > MAX_NAME) {
          throw new PickleException("a class name of more than " + MAX_NAME + " bytes");
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw new PickleException("it ends inside a class name");
    }
    String line = text(length);
    bytes.get();
    return line;
  }

  private ByteBuffer require(long count) throws PickleException {
    if (count < 0 || count > bytes.remaining()) {
      throw new PickleException(
          "it should go on for " + count + " bytes, found " + bytes.remaining());
    }
    return bytes;
  }
}
