package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeReaderTest {
  @TempDir Path folder;

  @Test
  void everyKindOfMistakeIsReportedAtOnce() {
    SectionTests.assertMistakes(
        """
        seed: one
        dropout: 0.3
        model:
          projecton: 4
          hidden: 1.5
          rescale: yes
          encoderDirection: both
          attentionLayers: 3
          dropout: .nan
          heads:
          embedding: [4]
          embedding: 5
        trian: {}
        batch: 7
        decode:
          beam: 99999999999
        """,
        "r.yaml, line 1: seed must be a whole number, found one",
        "r.yaml, line 2: unknown key dropout; did you mean model.dropout?",
        "r.yaml, line 4: unknown key model.projecton; did you mean model.projection?",
        "r.yaml, line 5: model.hidden must be a whole number, found 1.5",
        "r.yaml, line 6: model.rescale must be true or false, found yes",
        "r.yaml, line 7: model.encoderDirection must be bidirectional or unidirectional, found both",
        "r.yaml, line 8: model.attentionLayers must be a list of whole numbers, as in [2, 4], found 3",
        "r.yaml, line 9: model.dropout must be a number, found .nan",
        "r.yaml, line 10: model.heads must be a whole number, found nothing",
        "r.yaml, line 11: model.embedding must be a whole number, found a list",
        "r.yaml, line 12: key embedding stands here a second time, first in line 11",
        "r.yaml, line 13: unknown key trian; did you mean train?",
        "r.yaml, line 14: batch must be a section of keys, found 7",
        "r.yaml, line 16: decode.beam must be a whole number in [-2147483648, 2147483647], found 99999999999");
  }

  @Test
  void constraintsThatReadARefusedValueStaySilent() {
    SectionTests.assertMistakes(
        "model: {hidden: wide, projection: 5000}",
        "r.yaml, line 1: model.hidden must be a whole number, found wide");
  }

  @Test
  void overridesWinAndAreCheckedAlike() {
    Recipe recipe =
        SectionTests.read(
            "model: {dropout: 0.2}",
            "model.dropout=0.3",
            "model.attentionLayers=[2, 4]",
            "seed=7",
            "data.src=a=b, c",
            "data.tgt=x");
    SruppSection model = (SruppSection) recipe.model();
    assertEquals(0.3, model.dropout());
    assertEquals(List.of(2, 4), model.attentionLayers());
    assertEquals(7, recipe.seed());
    assertEquals("a=b, c", recipe.data().src());
    assertEquals(
        List.of(
            "command line: expected key.path=value, as in model.dropout=0.1, found model.hidden",
            "command line: model.heads is given twice",
            "command line: unknown key seed.x; seed has no keys below it",
            "command line: unknown key modle; did you mean model?",
            "command line: unknown key model.droput; did you mean model.dropout?",
            "command line: model.heads must divide projection = 256, found 3",
            "command line: model.attentionEvery must be in [1, decoderLayers = 6], found 9"),
        SectionTests.mistakes(
            "seed: 1",
            "model.hidden",
            "model.heads=3",
            "model.heads=4",
            "seed.x=1",
            "modle.heads=2",
            "model.droput=1",
            "model.attentionEvery=9"));
  }

  @Test
  void tabsAreNamedByLine() {
    SectionTests.assertMistakes(
        "model:\n\thidden: 3\n \theads: 1\n",
        "r.yaml, line 2: is indented with a tab; YAML wants spaces",
        "r.yaml, line 3: is indented with a tab; YAML wants spaces");
  }

  @Test
  void brokenYamlIsNamedByLine() {
    List<String> mistakes = SectionTests.mistakes("seed: 1\nmodel: {hidden: 3\nname: x\n");
    assertEquals(1, mistakes.size());
    assertTrue(
        mistakes
            .get(0)
            .startsWith("r.yaml, line 3: cannot be parsed: while parsing a flow mapping"),
        mistakes.get(0));
  }

  @Test
  void anchorsAliasesAndTagsAreRefused() {
    SectionTests.assertMistakes(
        "batch: &a {sentences: 3}\ndescription: *a\nseed: !!java.lang.Long 3\n",
        "r.yaml, line 1: anchors and aliases (& and *) are not for recipes; write the value out",
        "r.yaml, line 2: anchors and aliases (& and *) are not for recipes; write the value out",
        "r.yaml, line 3: tags (!) are not for recipes; write the plain value");
  }

  @Test
  void bombsOfAliasesDoNotGrow() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append(String.format(Locale.ROOT, "a%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
    }
    List<String> mistakes = SectionTests.mistakes(bomb.toString());
    assertEquals(31, mistakes.size(), "30 and a count of the rest");
    assertTrue(mistakes.get(30).endsWith(" mistakes more"), mistakes.get(30));
  }

  @Test
  void deepNestingIsRefused() {
    List<String> mistakes = SectionTests.mistakes("name: " + "[".repeat(100_000));
    assertEquals(
        List.of("r.yaml, line 1: cannot be parsed: nested more than 16 levels deep"), mistakes);
  }

  @Test
  void hugeFilesAreNotRead() {
    SectionTests.assertMistakes(
        "#".repeat(1_000_001), "r.yaml: has more than 1000000 bytes, which no recipe needs");
  }

  @Test
  void secondDocumentsAndOtherRootsAreRefused() {
    SectionTests.assertMistakes(
        "seed: 1\n---\nseed: 2\n", "r.yaml, line 3: a second document begins; a file holds one");
    SectionTests.assertMistakes(
        "- a\n- b\n", "r.yaml, line 1: expected keys with values, found a list");
  }

  @Test
  void invalidUtf8IsNamedByLine() {
    byte[] bytes = "seed: 1\nname: ?\n".getBytes(StandardCharsets.ISO_8859_1);
    bytes[14] = (byte) 0xFC; // a Latin-1 u-umlaut
    var e =
        assertThrows(
            RecipeException.class,
            () -> new RecipeReader().read("r.yaml", new ByteArrayInputStream(bytes), List.of()));
    assertEquals(List.of("r.yaml, line 2: is not valid UTF-8"), e.mistakes());
  }

  @Test
  void filesAreReadByPath() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "\uFEFFname: mein Rezept äöü\n");
    assertEquals("mein Rezept äöü", new RecipeReader().read(file, List.of()).name());
    assertThrows(
        NoSuchFileException.class,
        () -> new RecipeReader().read(folder.resolve("none.yaml"), List.of()));
  }
}
