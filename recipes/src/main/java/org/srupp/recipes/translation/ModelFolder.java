package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.encdec.model.TranslationScorers;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.ModelDescriptionWriter;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.checkpoint.CheckpointException;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.SafetensorsWriter;
import org.srupp.seq2seq.checkpoint.TensorFit;
import org.srupp.tokenizers.TokenizerFiles;
import org.srupp.tokenizers.TokenizerPair;
import org.srupp.tokenizers.Vocabulary;

/**
 * A folder with all that translating needs: {@code model.safetensors}, {@code config.json},
 * tokenizer files. It may be moved.
 */
public final class ModelFolder {
  private static final String WEIGHTS = "model.safetensors";
  private static final String CONFIG = "config.json";

  private final TranslationModels models;
  private final ModelDescriptionReader reader;
  private final ModelDescriptionWriter writer;

  @Inject
  public ModelFolder(
      TranslationModels models, ModelDescriptionReader reader, ModelDescriptionWriter writer) {
    this.models = models;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Writes the folder whole or not at all, in place of one of that name.
   *
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  public void save(
      Path folder, ModelDescription description, TokenizerPair tokenizers, TranslationModel model) {
    AtomicFiles.writeFolder(
        folder,
        temporary -> {
          TokenizerFiles.save(temporary, tokenizers);
          Files.writeString(temporary.resolve(CONFIG), writer.write(description));
          SafetensorsWriter.write(
              temporary.resolve(WEIGHTS), Weights.tensors(model.parameters()), Map.of());
        });
  }

  /**
   * Opens a model for translating; its weights stay in the file, which is mapped into memory.
   *
   * @param folder a model folder, or a run folder that holds one as {@code model}
   * @throws CheckpointException if the weights are damaged or do not fit the configuration
   * @throws IOException if a file is missing or malformed; names it
   */
  public LoadedModel load(Path folder) throws IOException {
    Path model = locate(folder);
    ModelDescription description = reader.read(model.resolve(CONFIG));
    TokenizerPair tokenizers = TokenizerFiles.load(model);
    requireVocabulary(
        model, "source", tokenizers.source().vocabulary(), description.sourceVocabulary());
    requireVocabulary(
        model, "target", tokenizers.target().vocabulary(), description.targetVocabulary());
    SafetensorsFile weights = SafetensorsFile.open(model.resolve(WEIGHTS));
    try {
      TensorFit.require(
          weights,
          model.resolve(CONFIG).toString(),
          Weights.layouts(
              TranslationModels.specs(
                  description.model(),
                  description.sourceVocabulary(),
                  description.targetVocabulary())));
      TranslationScorers scorers =
          models.scorers(
              description.model(),
              description.sourceVocabulary(),
              description.targetVocabulary(),
              new MappedWeights(weights));
      return new LoadedModel(weights, scorers, tokenizers, description);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  private static Path locate(Path folder) {
    if (Files.isRegularFile(folder.resolve(CONFIG))) {
      return folder;
    }
    Path inner = folder.resolve("model");
    if (Files.isRegularFile(inner.resolve(CONFIG))) {
      return inner;
    }
    throw new IllegalArgumentException(
        Files.isDirectory(folder)
            ? folder
                + " holds neither config.json nor model/config.json; expected a model folder or a"
                + " run folder whose training has validated at least once"
            : "there is no folder " + folder + "; expected a model folder or a run folder");
  }

  private static void requireVocabulary(Path model, String side, Vocabulary found, int expected) {
    if (found.size() != expected) {
      throw new IllegalArgumentException(
          model
              + ": the "
              + side
              + " vocabulary has "
              + found.size()
              + " pieces, "
              + CONFIG
              + " says "
              + expected
              + "; the files are not of one model, copy the whole folder again");
    }
  }
}
