package org.srupp.recipes.evaluate;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.srupp.eval.text.LineTokenizer;
import org.srupp.eval.text.NamedTokenizer;
import org.srupp.tokenizers.SentencePieceTokenizer;

/**
 * The pieces of a SentencePiece model as BLEU's tokens. sacreBLEU's {@code spm} is this with the
 * model file that it downloads; here the file is the user's, so the name says which one it was.
 *
 * @param label {@code spm-} and the start of the file's SHA-256
 * @param model shared by all threads: encoding changes nothing in it
 */
record SentencePieceTokens(String label, SentencePieceTokenizer model) implements NamedTokenizer {
  private static final int DIGITS = 12;

  /**
   * Reads a model file.
   *
   * @throws EvaluateFailure if it cannot be read or is none
   */
  static SentencePieceTokens read(String file) {
    try {
      Path path = Path.of(file);
      return new SentencePieceTokens(
          "spm-" + digest(Files.readAllBytes(path)), SentencePieceTokenizer.read(path));
    } catch (NoSuchFileException e) {
      throw new EvaluateFailure(EvaluateFailure.FAILED, file + ": no such file; check the path");
    } catch (AccessDeniedException e) {
      throw new EvaluateFailure(
          EvaluateFailure.FAILED, file + ": no permission to read it; check its mode");
    } catch (IOException | IllegalArgumentException e) {
      throw new EvaluateFailure(EvaluateFailure.FAILED, sentence(file, e));
    }
  }

  private static String sentence(String file, Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(file) ? message : file + ": " + message;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public LineTokenizer newTokenizer() {
    return (line, out) -> {
      out.clear();
      for (String piece : model.pieces(line)) {
        out.append(piece);
        out.append(' ');
      }
    };
  }
}
