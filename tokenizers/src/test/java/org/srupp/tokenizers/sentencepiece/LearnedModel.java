package org.srupp.tokenizers.sentencepiece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The pieces of a model file, read field by field without the code that wrote them. */
record LearnedModel(List<Piece> pieces) {
  record Piece(String text, float score, int type) {}

  static LearnedModel parse(byte[] file) {
    List<Piece> pieces = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int field = in.get() >>> 3; // every field of the model itself is a message
      int end = varint(in) + in.position();
      if (field == 1) {
        pieces.add(piece(in, end));
      }
      in.position(end);
    }
    return new LearnedModel(pieces);
  }

  private static Piece piece(ByteBuffer in, int end) {
    String text = "";
    float score = 0;
    int type = 1;
    while (in.position() < end) {
      switch (in.get() >>> 3) {
        case 1 -> {
          byte[] bytes = new byte[varint(in)];
          in.get(bytes);
          text = new String(bytes, StandardCharsets.UTF_8);
        }
        case 2 -> score = in.getFloat();
        default -> type = varint(in);
      }
    }
    return new Piece(text, score, type);
  }

  private static int varint(ByteBuffer in) {
    int value = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      value |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  List<String> texts() {
    return pieces.stream().map(Piece::text).toList();
  }

  /** As the trainer writes its {@code .vocab} file: piece, tab, score. */
  String vocab() {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      int score = (int) piece.score();
      boolean negativeZero = Float.floatToRawIntBits(piece.score()) == 1 << 31;
      out.append(piece.text()).append('\t').append(negativeZero ? "-0" : score).append('\n');
    }
    return out.toString();
  }
}
