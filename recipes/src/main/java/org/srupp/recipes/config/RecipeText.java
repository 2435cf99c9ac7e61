package org.srupp.recipes.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the bytes of a recipe as UTF-8, within a limit. */
final class RecipeText {
  /** No recipe comes near; a corpus given by mistake does. */
  static final int MOST_BYTES = 1_000_000;

  private RecipeText() {}

  /** Returns the text, or an empty text and a mistake. */
  static String read(String source, InputStream in, Mistakes mistakes) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      mistakes.add(
          new Place(source, 0), "has more than " + MOST_BYTES + " bytes, which no recipe needs");
      return "";
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      mistakes.add(new Place(source, lineAt(bytes, input.position())), "is not valid UTF-8");
      return "";
    }
  }

  private static int lineAt(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
