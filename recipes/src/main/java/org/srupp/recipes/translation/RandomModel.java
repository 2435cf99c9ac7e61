package org.srupp.recipes.translation;

import ai.djl.ndarray.NDManager;
import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srupp.recipes.config.ModelDescription;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.tokenizers.BpeCodes;
import org.srupp.tokenizers.BpeConfig;
import org.srupp.tokenizers.BpeLearner;
import org.srupp.tokenizers.BpeTokenizer;
import org.srupp.tokenizers.BpeVocabularies;
import org.srupp.tokenizers.SpecialTokens;
import org.srupp.tokenizers.TokenizerPair;
import org.srupp.tokenizers.WordCounts;

/** A tiny model that has learned nothing: for all that needs some model folder, soon. */
public final class RandomModel {
  private static final List<String> SIZES =
      List.of(
          "model.embedding=8",
          "model.hidden=12",
          "model.projection=6",
          "model.encoderLayers=2",
          "model.decoderLayers=1",
          "decode.beam=3",
          "decode.maxLengthFactor=1.0",
          "decode.maxLengthOffset=5");

  private final RecipeCatalog catalog;
  private final TranslationModels models;
  private final ModelFolder folders;

  @Inject
  public RandomModel(RecipeCatalog catalog, TranslationModels models, ModelFolder folders) {
    this.catalog = catalog;
    this.models = models;
    this.folders = folders;
  }

  /**
   * Writes a model folder.
   *
   * @param text lines that pieces are learned from, for both sides
   * @throws IOException if the recipe that it is cut down from cannot be read
   */
  public void save(Path folder, List<String> text) throws IOException {
    TokenizerPair tokenizers = tokenizers(text);
    Recipe recipe = catalog.load("demo", SIZES);
    int source = tokenizers.source().vocabulary().size();
    int target = tokenizers.target().vocabulary().size();
    try (NDManager manager = TorchEngine.start(1)) {
      folders.save(
          folder,
          new ModelDescription(recipe.model(), recipe.decode(), source, target),
          tokenizers,
          models.build(manager, recipe.model(), source, target, 7));
    }
  }

  private static TokenizerPair tokenizers(List<String> text) {
    BpeConfig config = new BpeConfig(80, false, 1, 2, 1, false);
    WordCounts words = new WordCounts(config);
    text.forEach(words::add);
    List<WordCounts> sides = List.of(words);
    BpeCodes codes = BpeLearner.learn(config, sides);
    return new TokenizerPair(
        new BpeTokenizer(codes, BpeVocabularies.build(config, codes, SpecialTokens.SOURCE, sides)),
        new BpeTokenizer(codes, BpeVocabularies.build(config, codes, SpecialTokens.TARGET, sides)));
  }
}
