package org.srupp.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.tokenizers.SentencePieceTokenizer;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerFiles;
import org.srupp.tokenizers.TokenizerPair;

/** What {@code --model} of the text commands may name. */
final class PieceModels {
  private PieceModels() {}

  /**
   * The tokenizer of a SentencePiece model, or of one side of a model or run folder.
   *
   * @throws IOException if there is no such file or it is no such model; the message says which
   */
  static Tokenizer read(Path model, boolean target) throws IOException {
    if (!Files.exists(model)) {
      throw new NoSuchFileException(model.toString());
    }
    if (!Files.isDirectory(model)) {
      return SentencePieceTokenizer.read(model);
    }
    if (LanguageModelFolder.holds(model)) {
      throw new IllegalArgumentException(
          model
              + " holds a language model, which has no pieces; expected a translator's folder or a"
              + " SentencePiece model");
    }
    Path inside = model.resolve("model");
    TokenizerPair pair = TokenizerFiles.load(Files.isDirectory(inside) ? inside : model);
    return target ? pair.target() : pair.source();
  }
}
