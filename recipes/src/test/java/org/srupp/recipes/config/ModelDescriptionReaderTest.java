package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDescriptionReaderTest {
  private final ModelDescriptionReader reader = new ModelDescriptionReader();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("config.json");
  }

  @Test
  void otherKeysAreLeftToOthers() throws IOException {
    Files.writeString(
        file,
        """
        {
        \t"format": {"version": 1},
        \t"model": {"hidden": 512, "attentionLayers": [1]},
        \t"decode": {"beam": 3},
        \t"sourceVocabulary": 11,
        \t"targetVocabulary": 13
        }
        """);
    ModelDescription description = reader.read(file);
    assertEquals(11, description.sourceVocabulary());
    assertEquals(13, description.targetVocabulary());
    SruppSection model = (SruppSection) description.model();
    assertEquals(512, model.hidden());
    assertEquals(List.of(1), model.attentionLayers());
    assertEquals(3, description.decode().beam());
  }

  @Test
  void missingAndWrongKeysAreReportedTogether() throws IOException {
    Files.writeString(file, "{\"model\": {\"hiden\": 1},\n\"targetVocabulary\": 0}");
    assertEquals(
        List.of(
            file + ", line 1: lacks the key decode",
            file + ", line 1: lacks the key sourceVocabulary",
            file + ", line 1: unknown key model.hiden; did you mean model.hidden?",
            file + ", line 2: targetVocabulary must be at least 1, found 0"),
        assertThrows(RecipeException.class, () -> reader.read(file)).mistakes());
  }

  @Test
  void aTransformerComesBackEqual() throws IOException {
    Recipe recipe =
        new RecipeCatalog(new RecipeReader()).load("multi30k-de-en-transformer", List.of());
    ModelDescription description = new ModelDescription(recipe.model(), recipe.decode(), 3, 4);
    Files.writeString(file, new ModelDescriptionWriter().write(description, Map.of()));
    assertEquals(description, reader.read(file));
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    Files.writeString(file, "{\"model\": {\n");
    String message = assertThrows(RecipeException.class, () -> reader.read(file)).getMessage();
    assertEquals(
        file
            + ", line 2: cannot be parsed: Unexpected end-of-input: expected close marker for"
            + " Object (start marker at line 1); the file is damaged, copy it again",
        message);
  }

  @Test
  void languageModelsComeBackEqualAndEachKindIsToldFromTheOther() throws IOException {
    LanguageModelDescription description =
        LanguageModelDescription.of(
            new RecipeCatalog(new RecipeReader()).loadLanguage("wikitext103-large", List.of()), 77);
    assertEquals(2560, description.evaluation().window());
    assertEquals(1024, description.evaluation().validationWindow(), "as in training");
    Files.writeString(file, new ModelDescriptionWriter().write(description, Map.of()));
    assertTrue(ModelDescriptionReader.isLanguageModel(file));
    assertEquals(description, reader.readLanguage(file));
    assertEquals(
        file + " is of a language model, expected a translator's",
        assertThrows(RecipeException.class, () -> reader.read(file)).getMessage());

    Recipe recipe = Recipe.defaults();
    Files.writeString(
        file,
        new ModelDescriptionWriter()
            .write(new ModelDescription(recipe.model(), recipe.decode(), 3, 4), Map.of()));
    assertFalse(ModelDescriptionReader.isLanguageModel(file));
    assertEquals(
        file + " is of a translator, expected a language model's",
        assertThrows(RecipeException.class, () -> reader.readLanguage(file)).getMessage());
  }
}
