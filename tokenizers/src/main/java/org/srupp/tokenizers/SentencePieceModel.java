package org.srupp.tokenizers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What of a SentencePiece model file (its {@code ModelProto}) decoding needs: pieces with their
 * types, and the flags of trainer and normaliser. Scores and character rules stay with the native
 * library.
 */
final class SentencePieceModel {
  enum Type {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER_DEFINED,
    UNUSED,
    BYTE
  }

  record Piece(String text, Type type) {}

  private static final int PIECES = 1;
  private static final int TRAINER = 2;
  private static final int NORMALIZER = 3;
  private static final int SELF_TEST = 4;
  private static final int PIECE_TEXT = 1;
  private static final int BPE = 2;

  private final List<Piece> pieces = new ArrayList<>();
  private boolean bpe;
  private boolean byteFallback;
  private boolean spaceAsSuffix;
  private boolean dummyPrefix = true;
  private boolean removeExtraSpaces = true;
  private boolean marksSpaces = true;
  private boolean hasCharacterRules;
  private String rulesName = "";
  private String unknownText = " " + Vocabulary.UNKNOWN_TEXT + " ";
  private String sos = "<s>";
  private String eos = "</s>";
  private String pad = "<pad>";

  /** Parses the bytes of a model file; malformed ones are an {@link IllegalArgumentException}. */
  static SentencePieceModel parse(byte[] bytes) {
    SentencePieceModel model = new SentencePieceModel();
    ProtoReader in = new ProtoReader(bytes);
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case PIECES -> model.pieces.add(piece(in.message()));
        case TRAINER -> model.readTrainer(in.message());
        case NORMALIZER -> model.readNormalizer(in.message());
        default -> {}
      }
    }
    model.check();
    return model;
  }

  private static Piece piece(ProtoReader in) {
    String text = "";
    Type type = Type.NORMAL;
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field == PIECE_TEXT) {
        text = in.text();
      } else if (field == 3) {
        long number = in.number();
        if (number < 1 || number > Type.values().length) {
          throw new IllegalArgumentException(
              "found piece type " + number + ", expected 1 to " + Type.values().length);
        }
        type = Type.values()[(int) number - 1];
      }
    }
    return new Piece(text, type);
  }

  private void readTrainer(ProtoReader in) {
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 3 -> bpe = in.number() == BPE;
        case 24 -> spaceAsSuffix = in.flag();
        case 35 -> byteFallback = in.flag();
        case 44 -> unknownText = in.text();
        case 46 -> sos = in.text();
        case 47 -> eos = in.text();
        case 48 -> pad = in.text();
        default -> {}
      }
    }
  }

  private void readNormalizer(ProtoReader in) {
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> rulesName = in.text();
        case 2 -> hasCharacterRules = in.length() > 0;
        case 3 -> dummyPrefix = in.flag();
        case 4 -> removeExtraSpaces = in.flag();
        case 5 -> marksSpaces = in.flag();
        default -> {}
      }
    }
  }

  private void check() {
    if (unkId() < 0) {
      throw new IllegalArgumentException(
          "found " + pieces.size() + " pieces and no unknown piece among them, expected one");
    }
    if (spaceAsSuffix) {
      throw new IllegalArgumentException(
          "found treat_whitespace_as_suffix, expected blanks in front of words; train the model without that option");
    }
  }

  /**
   * The model with the text of its pieces mapped; the self-test samples go, because they speak of
   * the old pieces.
   */
  static byte[] withPieceTexts(byte[] bytes, UnaryOperator<String> mapping) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    ProtoReader in = new ProtoReader(bytes);
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field == PIECES) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        ProtoReader inner = in.message();
        for (int part = inner.next(); part != 0; part = inner.next()) {
          if (part == PIECE_TEXT) {
            writeDelimited(
                piece, PIECE_TEXT, mapping.apply(inner.text()).getBytes(StandardCharsets.UTF_8));
          } else {
            piece.writeBytes(inner.raw());
          }
        }
        writeDelimited(out, PIECES, piece.toByteArray());
      } else if (field != SELF_TEST) {
        out.writeBytes(in.raw());
      }
    }
    return out.toByteArray();
  }

  private static void writeDelimited(ByteArrayOutputStream out, int field, byte[] value) {
    out.write(field << 3 | 2);
    int rest = value.length;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    out.writeBytes(value);
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Whether pieces are found by merging, not by the best path. */
  boolean isBpe() {
    return bpe;
  }

  /** Whether every word, the first too, has one U+2581 in front when it is cut. */
  boolean marksEveryWord() {
    return dummyPrefix && removeExtraSpaces && marksSpaces;
  }

  /** What the model calls its character rules, as in nmt_nfkc. */
  String rulesName() {
    return rulesName;
  }

  boolean byteFallback() {
    return byteFallback;
  }

  boolean hasCharacterRules() {
    return hasCharacterRules;
  }

  /** Whether a blank that decoding finds in front of the first word was put there by encoding. */
  boolean dropsLeadingSpace() {
    return dummyPrefix || removeExtraSpaces;
  }

  boolean removesExtraSpaces() {
    return removeExtraSpaces;
  }

  String unknownText() {
    return unknownText;
  }

  int unkId() {
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id).type() == Type.UNKNOWN) {
        return id;
      }
    }
    return SpecialTokens.NONE;
  }

  int sosId() {
    return control(sos);
  }

  int eosId() {
    return control(eos);
  }

  int padId() {
    return control(pad);
  }

  private int control(String text) {
    return pieces.indexOf(new Piece(text, Type.CONTROL));
  }
}
