package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SruppSectionTest {
  @Test
  void defaultsAreThePapersTranslationModel() {
    assertEquals(
        new SruppSection(
            ModelSection.Architecture.SRUPP,
            256,
            1024,
            256,
            6,
            6,
            1,
            ModelSection.EncoderDirection.BIDIRECTIONAL,
            1,
            List.of(),
            ModelSection.Norm.NONE,
            ModelSection.Norm.POST,
            0.1,
            0.1,
            0.1,
            -2.0,
            false,
            ModelSection.InitialState.ZEROS),
        Recipe.defaults().model());
  }

  // Two keys have values that cannot both differ from their defaults; the architecture has no other
  // value.
  @Test
  void everyKeyIsRead() {
    Recipe recipe =
        SectionTests.read(
            """
            model:
              architecture: srupp
              embedding: 12
              hidden: 31
              projection: 9
              encoderLayers: 3
              decoderLayers: 5
              heads: 3
              encoderDirection: unidirectional
              attentionEvery: 4
              layerNorm: pre
              attentionNorm: none
              dropout: 0.2
              attentionDropout: 0.3
              embeddingDropout: 0.4
              highwayBias: -1e0
              rescale: true
            """);
    assertEquals(
        new SruppSection(
            ModelSection.Architecture.SRUPP,
            12,
            31,
            9,
            3,
            5,
            3,
            ModelSection.EncoderDirection.UNIDIRECTIONAL,
            4,
            List.of(),
            ModelSection.Norm.PRE,
            ModelSection.Norm.NONE,
            0.2,
            0.3,
            0.4,
            -1.0,
            true,
            ModelSection.InitialState.ZEROS),
        recipe.model());
    SruppSection listed = read("model: {attentionLayers: [2, 5], decoderInitialState: encoder}");
    assertEquals(List.of(2, 5), listed.attentionLayers());
    assertEquals(ModelSection.InitialState.ENCODER, listed.decoderInitialState());
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        """
        model:
          embedding: 0
          hidden: 7
          projection: 8
          encoderLayers: 0
          decoderLayers: 0
          heads: 3
          dropout: 1
          attentionDropout: -0.1
          embeddingDropout: 2
          attentionEvery: 2
          attentionLayers: [3, 3]
          decoderInitialState: encoder
        """,
        "r.yaml, line 2: model.embedding must be at least 1, found 0",
        "r.yaml, line 3: model.hidden must be even when encoderDirection is bidirectional, found 7",
        "r.yaml, line 4: model.projection must be in [1, hidden = 7], found 8",
        "r.yaml, line 5: model.encoderLayers must be at least 1, found 0",
        "r.yaml, line 6: model.decoderLayers must be at least 1, found 0",
        "r.yaml, line 7: model.heads must divide projection = 8, found 3",
        "r.yaml, line 8: model.dropout must be in [0, 1), found 1.0",
        "r.yaml, line 9: model.attentionDropout must be in [0, 1), found -0.1",
        "r.yaml, line 10: model.embeddingDropout must be in [0, 1), found 2.0",
        "r.yaml, line 11: model.attentionEvery must be in [1, decoderLayers = 0], found 2",
        "r.yaml, line 12: model.attentionLayers and attentionEvery exclude each other: leave attentionEvery at 1",
        "r.yaml, line 12: model.attentionLayers must lie in [1, 0], found [3, 3]",
        "r.yaml, line 12: model.attentionLayers must name each layer once, found [3, 3]",
        "r.yaml, line 12: model.attentionLayers must name a layer of the decoder, which has 0, found [3, 3]");
  }

  @Test
  void encoderStateNeedsStacksOfOneHeight() {
    SectionTests.assertMistakes(
        "model: {encoderLayers: 3, decoderInitialState: encoder}",
        "r.yaml, line 1: model.decoderInitialState encoder needs as many decoderLayers as encoderLayers, found 6 and 3");
  }

  @Test
  void infiniteBiasIsRefused() {
    SruppSection model = (SruppSection) Recipe.defaults().model();
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new SruppSection(
                    model.architecture(),
                    4,
                    4,
                    4,
                    1,
                    1,
                    1,
                    model.encoderDirection(),
                    1,
                    List.of(),
                    model.layerNorm(),
                    model.attentionNorm(),
                    0,
                    0,
                    0,
                    Double.NaN,
                    false,
                    model.decoderInitialState()));
    assertEquals("highwayBias must be finite, found NaN", e.getMessage());
  }

  @Test
  void everySecondLayerHasAttention() {
    assertEquals(List.of(2, 4, 6), withAttention(read("model: {attentionEvery: 2}")));
  }

  @Test
  void listedLayersHaveAttention() {
    assertEquals(List.of(1, 6), withAttention(read("model: {attentionLayers: [6, 1]}")));
  }

  private static SruppSection read(String yaml) {
    return (SruppSection) SectionTests.read(yaml).model();
  }

  private static List<Integer> withAttention(SruppSection model) {
    return IntStream.rangeClosed(1, 6).filter(model::hasAttention).boxed().toList();
  }
}
