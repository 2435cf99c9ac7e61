package org.srupp.recipes.translation;

import com.google.inject.Inject;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.srupp.encdec.layers.InferenceWeights;
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
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorFit;
import org.srupp.tokenizers.TokenizerChecksums;
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
          describe(temporary, description, tokenizers);
          try (Arena copies = Arena.ofShared()) {
            List<TensorEntry> weights = Weights.tensors(model.parameters(), copies);
            SafetensorsWriter.write(temporary.resolve(WEIGHTS), weights, Map.of());
          }
        });
  }

  private void describe(Path folder, ModelDescription description, TokenizerPair tokenizers)
      throws IOException {
    TokenizerFiles.save(folder, tokenizers);
    Files.writeString(
        folder.resolve(CONFIG), writer.write(description, TokenizerChecksums.of(folder)));
  }

  /**
   * Writes the model of one folder to another, whole or not at all, with the factors of its matrix
   * products in 8-bit integers.
   *
   * @throws IllegalArgumentException if it is quantized already
   * @throws CheckpointException if the weights are damaged or do not fit the configuration
   * @throws IOException if a file is missing or malformed; names it
   */
  public void quantize(Path folder, Path target) throws IOException {
    requireUnquantized(folder);
    Path model = locate(folder);
    try (LoadedModel loaded = load(folder, Precision.FLOAT32);
        SafetensorsFile weights = SafetensorsFile.open(model.resolve(WEIGHTS));
        Arena arena = Arena.ofShared()) {
      ModelQuantizer quantizer = new ModelQuantizer(loaded.weights());
      scorers(loaded.description(), quantizer).close();
      AtomicFiles.writeFolder(
          target,
          temporary -> {
            describe(temporary, loaded.description(), loaded.tokenizers());
            SafetensorsWriter.write(
                temporary.resolve(WEIGHTS), quantizer.tensors(weights, arena), Map.of());
          });
    }
  }

  /**
   * Refuses a model in 8-bit integers.
   *
   * @throws IllegalArgumentException if it is one
   */
  public void requireUnquantized(Path folder) {
    Path file = locate(folder).resolve(WEIGHTS);
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      if (QuantizedLayout.isQuantized(weights)) {
        throw new IllegalArgumentException(
            file
                + " is quantized already (int8); expected float32 weights as training writes them");
      }
    }
  }

  /** Size of a model's weights in bytes. */
  public long weightBytes(Path folder) throws IOException {
    return Files.size(locate(folder).resolve(WEIGHTS));
  }

  /**
   * Opens a model for translating; its weights stay in the file, which is mapped into memory.
   *
   * @param folder a model folder, or a run folder that holds one as {@code model}
   * @param precision of the matrix products; null for what the weights are stored in
   * @throws CheckpointException if the weights are damaged or do not fit the configuration
   * @throws IllegalArgumentException if the weights are stored in less
   * @throws IOException if a file is missing or malformed; names it
   */
  public LoadedModel load(Path folder, Precision precision) throws IOException {
    Path model = locate(folder);
    ModelDescription description = reader.read(model.resolve(CONFIG));
    TokenizerPair tokenizers = tokenizers(model, description);
    StoredWeights weights = open(model.resolve(WEIGHTS), precision, description, model);
    try {
      return new LoadedModel(weights, scorers(description, weights), tokenizers, description);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /**
   * The tokenizers of a model, without its network.
   *
   * @param folder a model folder, or a run folder that holds one as {@code model}
   * @throws IOException if a file is missing or malformed; names it
   */
  public TokenizerPair tokenizers(Path folder) throws IOException {
    Path model = locate(folder);
    return tokenizers(model, reader.read(model.resolve(CONFIG)));
  }

  private TokenizerPair tokenizers(Path model, ModelDescription description) throws IOException {
    TokenizerPair tokenizers = TokenizerFiles.load(model);
    requireVocabulary(
        model, "source", tokenizers.source().vocabulary(), description.sourceVocabulary());
    requireVocabulary(
        model, "target", tokenizers.target().vocabulary(), description.targetVocabulary());
    TokenizerChecksums.require(
        model, reader.checksums(model.resolve(CONFIG)), CONFIG, "copy the whole folder again");
    return tokenizers;
  }

  private static StoredWeights open(
      Path file, Precision precision, ModelDescription description, Path model) {
    SafetensorsFile weights = SafetensorsFile.open(file);
    try {
      TensorFit.require(
          weights,
          model.resolve(CONFIG).toString(),
          QuantizedLayout.expected(
              weights,
              Weights.layouts(
                  TranslationModels.specs(
                      description.model(),
                      description.sourceVocabulary(),
                      description.targetVocabulary()))));
      return new StoredWeights(weights, precision);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  private TranslationScorers scorers(ModelDescription description, InferenceWeights weights) {
    return models.scorers(
        description.model(),
        description.sourceVocabulary(),
        description.targetVocabulary(),
        weights);
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
