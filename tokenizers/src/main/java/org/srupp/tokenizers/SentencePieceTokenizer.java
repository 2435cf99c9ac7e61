package org.srupp.tokenizers;

import ai.djl.sentencepiece.jni.LibUtils;
import ai.djl.sentencepiece.jni.SentencePieceLibrary;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.srupp.tokenizers.SentencePieceModel.Piece;
import org.srupp.tokenizers.SentencePieceModel.Type;

/**
 * A SentencePiece model, BPE or unigram, applied by the native library that DJL brings.
 *
 * <p>Ids are not the model's: {@code <pad>}, {@code <unk>}, {@code <sos>}, {@code <eos>} are 0 to 3
 * as everywhere in srupp, then come the model's other pieces in its order. Decoding is done here,
 * by the rules of {@code SentencePieceProcessor::Decode}; line breaks in its result become blanks.
 *
 * <p>Code points beyond the basic plane and NUL reach the library as stand-ins ({@link StandIns})
 * and come back whole. In a model with character rules (nmt_nfkc and its like), those code points
 * are normalised by the JDK's NFKC instead of the model's table. Lone surrogates become U+FFFD. The
 * native memory is freed when the tokenizer is no longer reachable.
 */
public final class SentencePieceTokenizer implements Tokenizer {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Guarded by the class; a second load would only look the library up again. */
  private static boolean libraryLoaded;

  private final byte[] modelBytes;
  private final SentencePieceModel model;
  private final StandIns standIns;
  private final SentencePieceIds ids;
  private final SentencePieceWords words;
  private final long handle;

  private SentencePieceTokenizer(byte[] modelBytes) {
    this.modelBytes = modelBytes;
    this.model = SentencePieceModel.parse(modelBytes);
    this.standIns = new StandIns(model);
    this.ids = new SentencePieceIds(model);
    this.words = new SentencePieceWords(model, vocabulary().specials().unk());
    this.handle =
        load(
            standIns.areNeeded()
                ? SentencePieceModel.withPieceTexts(modelBytes, standIns::inPiece)
                : modelBytes);
    long toFree = handle;
    CLEANER.register(this, () -> SentencePieceLibrary.LIB.deleteSentencePieceProcessor(toFree));
  }

  /**
   * Reads a model file, as {@code spm_train} writes it.
   *
   * @throws TokenizerFileException if it is not a SentencePiece model or uses what is not supported
   */
  public static SentencePieceTokenizer read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return new SentencePieceTokenizer(bytes);
    } catch (RuntimeException e) { // the native library throws the engine's own
      throw new TokenizerFileException(file, "not a usable SentencePiece model: " + e.getMessage());
    }
  }

  /**
   * The tokenizer of a model file's bytes, as learning gives them.
   *
   * @throws IllegalArgumentException if they are not a SentencePiece model or use what is not
   *     supported
   */
  public static SentencePieceTokenizer of(byte[] modelFile) {
    try {
      return new SentencePieceTokenizer(modelFile.clone());
    } catch (RuntimeException e) { // the native library throws the engine's own
      throw new IllegalArgumentException("not a usable SentencePiece model: " + e.getMessage(), e);
    }
  }

  /** Writes the model file, unchanged; it appears whole or not at all. */
  public void write(Path file) throws IOException {
    TextFile.write(file, modelBytes);
  }

  // The library itself, not DJL's SpProcessor: that one sends a usage report when it starts.
  private static synchronized long load(byte[] bytes) {
    if (!libraryLoaded) {
      LibUtils.loadLibrary();
      libraryLoaded = true;
    }
    long handle = SentencePieceLibrary.LIB.createSentencePieceProcessor();
    try {
      SentencePieceLibrary.LIB.loadModelFromBytes(handle, bytes);
      return handle;
    } catch (RuntimeException e) {
      SentencePieceLibrary.LIB.deleteSentencePieceProcessor(handle);
      throw e;
    }
  }

  @Override
  public Vocabulary vocabulary() {
    return ids.vocabulary();
  }

  @Override
  public int[] encode(String line) {
    IdBuffer out = new IdBuffer(line.length() / 4);
    return words.encode(line, out, this::encodeWhole) ? out.toArray() : encodeWhole(line);
  }

  /** The ids of a line that the library sees as a whole. */
  int[] encodeWhole(String line) {
    StandIns.Line passed = standIns.inLine(line);
    int[] found = nativeIds(passed.text());
    Iterator<Integer> unknowns = passed.unknowns().iterator();
    IdBuffer out = new IdBuffer(found.length);
    for (int i = 0; i < found.length; i++) {
      if (isUnknownInBytes(found, i)) {
        BytePieces.of(Character.toString(unknowns.next()))
            .forEach(piece -> out.add(vocabulary().id(piece)));
        i += 2;
      } else {
        out.add(ids.ours(found[i]));
      }
    }
    return out.toArray();
  }

  @Override
  public List<String> pieces(String line) {
    StandIns.Line passed = standIns.inLine(line);
    int[] found = nativeIds(passed.text());
    String[] texts = nativePieces(passed.text());
    Iterator<Integer> unknowns = passed.unknowns().iterator();
    List<String> out = new ArrayList<>(found.length);
    for (int i = 0; i < found.length; i++) {
      if (isUnknownInBytes(found, i)) {
        out.addAll(BytePieces.of(Character.toString(unknowns.next())));
        i += 2;
      } else {
        out.add(standIns.restored(texts[i], unknowns));
      }
    }
    return out;
  }

  /**
   * Whether the stand-in for unknown characters starts here, as the three bytes that byte fallback
   * makes of it.
   */
  private boolean isUnknownInBytes(int[] found, int at) {
    byte[] bytes = standIns.unknownBytes();
    if (!model.byteFallback() || at + bytes.length > found.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      Piece piece = model.pieces().get(found[at + i]);
      if (piece.type() != Type.BYTE || BytePieces.value(piece.text()) != (bytes[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private int[] nativeIds(String text) {
    try {
      return SentencePieceLibrary.LIB.encode(handle, text);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private String[] nativePieces(String text) {
    try {
      return SentencePieceLibrary.LIB.tokenize(handle, text);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public String decode(int[] line) {
    return decodeExactly(line).replace('\n', ' ').replace('\r', ' ');
  }

  /**
   * The text of ids as {@link #decode} gives it, but with the line breaks that byte pieces or
   * characters write. With a model of byte fallback, without character rules and without removal of
   * blanks, this is the very text that was encoded, for any text that UTF-8 can write.
   *
   * @throws IllegalArgumentException if an id is outside the vocabulary
   */
  public String decodeExactly(int[] line) {
    PieceText text = new PieceText();
    boolean atStart = true;
    boolean spaceDropped = false;
    for (int id : line) {
      String piece = vocabulary().piece(id);
      int theirs = ids.theirs(id);
      Type type = theirs < 0 ? Type.CONTROL : model.pieces().get(theirs).type();
      if (type == Type.BYTE) {
        text.addByte(BytePieces.value(piece));
        continue;
      }
      atStart &= !spaceDropped && text.isEmpty();
      spaceDropped = false;
      if (type == Type.UNKNOWN) {
        text.add(model.unknownText());
      } else if (type != Type.CONTROL) {
        boolean drop = atStart && model.dropsLeadingSpace() && piece.startsWith("\u2581");
        text.add((drop ? piece.substring(1) : piece).replace('\u2581', ' '));
        spaceDropped = drop && !model.removesExtraSpaces();
      }
    }
    return text.toString();
  }
}
