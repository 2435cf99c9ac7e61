package org.srupp.recipes.language;

import ai.djl.ndarray.NDManager;
import com.google.inject.Inject;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.ModelDescriptionWriter;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.SafetensorsWriter;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorFit;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.TokenizerChecksums;

/**
 * A folder with all that a language model needs: {@code model.safetensors}, {@code config.json},
 * {@code vocabulary.txt}. It may be moved.
 */
public final class LanguageModelFolder {
  /** Name of the file with the vocabulary. */
  public static final String VOCABULARY = "vocabulary.txt";

  private static final String WEIGHTS = "model.safetensors";
  private static final String CONFIG = "config.json";

  private final LanguageModels models;
  private final ModelDescriptionReader reader;
  private final ModelDescriptionWriter writer;

  @Inject
  public LanguageModelFolder(
      LanguageModels models, ModelDescriptionReader reader, ModelDescriptionWriter writer) {
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
      Path folder,
      LanguageModelDescription description,
      CorpusVocabulary vocabulary,
      LanguageModel model) {
    try (Arena copies = Arena.ofShared()) {
      List<TensorEntry> weights = Weights.tensors(model.parameters(), copies);
      save(folder, description, Optional.of(vocabulary), weights);
    }
  }

  /**
   * Writes the folder whole or not at all, in place of one of that name, from weights that are no
   * model yet.
   *
   * @param vocabulary if it is known; without it the model can be inspected and exported only
   * @param weights of all parameters, float32
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  public void save(
      Path folder,
      LanguageModelDescription description,
      Optional<CorpusVocabulary> vocabulary,
      List<TensorEntry> weights) {
    AtomicFiles.writeFolder(
        folder,
        temporary -> {
          if (vocabulary.isPresent()) {
            vocabulary.get().write(temporary.resolve(VOCABULARY));
          }
          Files.writeString(
              temporary.resolve(CONFIG),
              writer.write(description, TokenizerChecksums.of(temporary)));
          SafetensorsWriter.write(temporary.resolve(WEIGHTS), weights, Map.of());
        });
  }

  /**
   * Whether a model folder, or the model of a run folder, is a language model's.
   *
   * @throws IOException if its {@code config.json} cannot be read
   */
  public static boolean holds(Path folder) throws IOException {
    Optional<Path> model = find(folder);
    return model.isPresent() && ModelDescriptionReader.isLanguageModel(model.get().resolve(CONFIG));
  }

  /**
   * Loads a model.
   *
   * @param folder a model folder, or a run folder that holds one as {@code model}
   * @param threads engine threads of the calling thread
   * @throws org.srupp.seq2seq.checkpoint.CheckpointException if the weights are damaged or do not
   *     fit the configuration
   * @throws IOException if a file is missing or malformed; names it
   */
  public LoadedLanguageModel load(Path folder, int threads) throws IOException {
    Path model = find(folder).orElseThrow(() -> notThere(folder));
    LanguageModelDescription description = reader.readLanguage(model.resolve(CONFIG));
    if (!Files.isRegularFile(model.resolve(VOCABULARY))) {
      throw new IllegalArgumentException(
          model + " has no " + VOCABULARY + "; copy that of the prepared corpus into it");
    }
    CorpusVocabulary vocabulary = CorpusVocabulary.read(model.resolve(VOCABULARY));
    if (vocabulary.size() != description.vocabulary()) {
      throw new IllegalArgumentException(
          model
              + ": the vocabulary has "
              + vocabulary.size()
              + " tokens, "
              + CONFIG
              + " says "
              + description.vocabulary()
              + "; the files are not of one model, copy the whole folder again");
    }
    TokenizerChecksums.require(
        model, reader.checksums(model.resolve(CONFIG)), CONFIG, "copy the whole folder again");
    try (SafetensorsFile weights = SafetensorsFile.open(model.resolve(WEIGHTS))) {
      TensorFit.require(
          weights,
          model.resolve(CONFIG).toString(),
          Weights.layouts(LanguageModels.specs(description.model(), vocabulary.size())));
      NDManager manager = TorchEngine.start(threads, models.device().device());
      LanguageModel built = models.build(manager, description.model(), vocabulary.size(), 0);
      Weights.fill(built.parameters(), weights);
      return new LoadedLanguageModel(manager, built, vocabulary, description);
    }
  }

  private static Optional<Path> find(Path folder) {
    return Stream.of(folder, folder.resolve("model"))
        .filter(each -> Files.isRegularFile(each.resolve(CONFIG)))
        .findFirst();
  }

  private static IllegalArgumentException notThere(Path folder) {
    return new IllegalArgumentException(
        Files.isDirectory(folder)
            ? folder
                + " holds neither config.json nor model/config.json; expected a model folder or a"
                + " run folder whose training has validated at least once"
            : "there is no folder " + folder + "; expected a model folder or a run folder");
  }
}
