package org.srupp.tokenizers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes small SentencePiece model files, field by field as its {@code sentencepiece_model.proto}
 * numbers them.
 */
final class ModelFiles {
  private final ByteArrayOutputStream model = new ByteArrayOutputStream();
  private float score;

  /**
   * Adds a piece; earlier pieces score higher. Types: 1 normal, 2 unknown, 3 control, 4
   * user-defined, 6 byte.
   */
  ModelFiles piece(String text, int type) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    delimited(piece, 1, text.getBytes(StandardCharsets.UTF_8));
    piece.write(2 << 3 | 5);
    piece.writeBytes(
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(type == 1 ? score-- : 0)
            .array());
    number(piece, 3, type);
    delimited(model, 1, piece.toByteArray());
    return this;
  }

  ModelFiles normal(String... texts) {
    for (String text : texts) {
      piece(text, 1);
    }
    return this;
  }

  ModelFiles bytes() {
    BytePieces.all().forEach(text -> piece(text, 6));
    return this;
  }

  /** A BPE trainer and an identity normaliser, both with the default flags but for those given. */
  byte[] build(boolean byteFallback, boolean dummyPrefix, boolean removeExtraSpaces) {
    return build(2, byteFallback, dummyPrefix, removeExtraSpaces);
  }

  /** The same with a trainer of type 1, unigram, or 2, BPE. */
  byte[] build(
      int modelType, boolean byteFallback, boolean dummyPrefix, boolean removeExtraSpaces) {
    ByteArrayOutputStream trainer = new ByteArrayOutputStream();
    number(trainer, 3, modelType);
    number(trainer, 35, byteFallback ? 1 : 0);
    delimited(model, 2, trainer.toByteArray());
    ByteArrayOutputStream normalizer = new ByteArrayOutputStream();
    delimited(normalizer, 1, "identity".getBytes(StandardCharsets.UTF_8));
    number(normalizer, 3, dummyPrefix ? 1 : 0);
    number(normalizer, 4, removeExtraSpaces ? 1 : 0);
    number(normalizer, 5, 1);
    delimited(model, 3, normalizer.toByteArray());
    return model.toByteArray();
  }

  /** unk, start, end, a few letters of "▁ab ▁abc" and one emoji with a merge; bytes on request. */
  static byte[] small(boolean byteFallback, boolean dummyPrefix, boolean removeExtraSpaces) {
    ModelFiles files = new ModelFiles().piece("<unk>", 2).piece("<s>", 3).piece("</s>", 3);
    if (byteFallback) {
      files.bytes();
    }
    return files
        .normal("ab", "▁ab", "▁abc", "😀a", "▁", "a", "b", "c", "😀", "é")
        .build(byteFallback, dummyPrefix, removeExtraSpaces);
  }

  static void number(ByteArrayOutputStream out, int field, int value) {
    varint(out, field << 3);
    varint(out, value);
  }

  static void delimited(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
