package org.srupp.tokenizers.sentencepiece;

import ai.djl.sentencepiece.SpTokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A model in the native library that DJL brings, for text within the basic plane. */
record NativeModel(SpTokenizer library) implements AutoCloseable {
  NativeModel(byte[] model) {
    this(new SpTokenizer(model));
  }

  List<String> pieces(String line) {
    return library.tokenize(line);
  }

  /** What the library made of a line before it cut it: pieces joined, bytes read as UTF-8. */
  String normalized(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String piece : pieces(line)) {
      if (piece.matches("<0x[0-9A-F]{2}>")) {
        out.write(Integer.parseInt(piece.substring(3, 5), 16));
      } else {
        out.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    library.close();
  }
}
