package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TransformerSectionTest {
  private static final ModelSection.Architecture TRANSFORMER =
      ModelSection.Architecture.TRANSFORMER;

  @Test
  void defaultsAreThePapersTransformer() {
    assertEquals(
        new TransformerSection(TRANSFORMER, 256, 1024, 8, 8, 4, 0.1, 0.1, 0.1),
        SectionTests.read("model: {architecture: transformer}").model());
  }

  @Test
  void everyKeyIsRead() {
    assertEquals(
        new TransformerSection(TRANSFORMER, 15, 7, 2, 3, 5, 0.2, 0.3, 0.4),
        SectionTests.read(
                """
                model:
                  architecture: transformer
                  hidden: 15
                  feedForward: 7
                  encoderLayers: 2
                  decoderLayers: 3
                  heads: 5
                  dropout: 0.2
                  attentionDropout: 0.3
                  embeddingDropout: 0.4
                """)
            .model());
  }

  @Test
  void theCommandLineChoosesAsWell() {
    assertEquals(
        new TransformerSection(TRANSFORMER, 64, 1024, 8, 8, 4, 0.1, 0.1, 0.1),
        SectionTests.read("model: {hidden: 64}", "model.architecture=transformer").model());
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        """
        model:
          architecture: transformer
          hidden: 7
          feedForward: 0
          encoderLayers: 0
          decoderLayers: 0
          heads: 3
          dropout: 1
          attentionDropout: -0.1
          embeddingDropout: 2
        """,
        "r.yaml, line 4: model.feedForward must be at least 1, found 0",
        "r.yaml, line 5: model.encoderLayers must be at least 1, found 0",
        "r.yaml, line 6: model.decoderLayers must be at least 1, found 0",
        "r.yaml, line 7: model.heads must divide hidden = 7, found 3",
        "r.yaml, line 8: model.dropout must be in [0, 1), found 1.0",
        "r.yaml, line 9: model.attentionDropout must be in [0, 1), found -0.1",
        "r.yaml, line 10: model.embeddingDropout must be in [0, 1), found 2.0");
  }

  @Test
  void keysOfTheOtherArchitectureAreRefused() {
    SectionTests.assertMistakes(
        """
        model:
          architecture: transformer
          projection: 64
          heds: 2
        """,
        "r.yaml, line 3: model.projection is no key of architecture transformer; it belongs to architecture srupp",
        "r.yaml, line 4: unknown key model.heds; did you mean model.heads?");
    SectionTests.assertMistakes(
        "model: {feedForward: 64}",
        "r.yaml, line 1: model.feedForward is no key of architecture srupp; it belongs to architecture transformer");
  }

  @Test
  void unknownArchitecturesAreRefused() {
    SectionTests.assertMistakes(
        "model: {architecture: transforme}",
        "r.yaml, line 1: model.architecture must be srupp or transformer, found transforme");
  }
}
