package org.srupp.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads protocol buffers' wire format, a field at a time (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>). Malformed bytes are an
 * {@link IllegalArgumentException}.
 */
final class ProtoReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int fieldStart;
  private int field;
  private int wireType;
  private long number;
  private int valueStart;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field and gives its number, or 0 at the end. */
  int next() {
    if (at == end) {
      return 0;
    }
    fieldStart = at;
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) key & 7;
    switch (wireType) {
      case 0 -> number = varint();
      case 1 -> skip(8);
      case 2 -> skip(varint());
      case 5 -> skip(4);
      default -> throw malformed("wire type " + wireType);
    }
    if (field == 0) {
      throw malformed("field number 0");
    }
    return field;
  }

  /** The number of a varint field. */
  long number() {
    require(0);
    return number;
  }

  boolean flag() {
    return number() != 0;
  }

  String text() {
    require(2);
    return new String(bytes, valueStart, at - valueStart, StandardCharsets.UTF_8);
  }

  /** The number of bytes of a length-delimited field. */
  int length() {
    require(2);
    return at - valueStart;
  }

  ProtoReader message() {
    require(2);
    return new ProtoReader(bytes, valueStart, at);
  }

  /** The whole field, key included. */
  byte[] raw() {
    return Arrays.copyOfRange(bytes, fieldStart, at);
  }

  private void require(int expected) {
    if (wireType != expected) {
      throw malformed(
          "field " + field + " of wire type " + wireType + " where " + expected + " is expected");
    }
  }

  private void skip(long length) {
    if (length < 0 || length > end - at) {
      throw malformed("a field longer than what is left");
    }
    valueStart = at;
    at += (int) length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw malformed("an end inside a number");
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  private IllegalArgumentException malformed(String found) {
    return new IllegalArgumentException("found " + found + " near byte " + at);
  }
}
