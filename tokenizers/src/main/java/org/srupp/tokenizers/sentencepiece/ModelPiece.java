package org.srupp.tokenizers.sentencepiece;

/** A piece as a model file has it. */
record ModelPiece(String text, Type type, float score) {
  /** Numbered as in {@code sentencepiece_model.proto}. */
  enum Type {
    NORMAL(1),
    UNKNOWN(2),
    CONTROL(3),
    USER_DEFINED(4),
    BYTE(6);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }
}
