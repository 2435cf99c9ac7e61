package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model file and the stand-ins, without the native library. */
class SentencePieceModelTest {
  @Test
  void standInsAreFreePrivateUseCharacters() {
    StandIns standIns =
        new StandIns(model(new ModelFiles().piece("<unk>", 2).normal("\ue000", "😀", "\ue002a")));
    assertEquals('\ue001', standIns.unknown());
    assertEquals("\ue003a", standIns.inPiece("😀a"));
    StandIns.Line line = standIns.inLine("a😀\ue000\ue003𝄞\0\ud800\ue001");
    assertEquals("a\ue003\ue000\ue001\ue001\ue001\ufffd\ue001", line.text());
    assertEquals(List.of(0xe003, 0x1d11e, 0, 0xe001), line.unknowns());
    assertEquals(
        "a😀\ue000\ue003𝄞\0\ufffd\ue001",
        standIns.restored(line.text(), line.unknowns().iterator()));
  }

  @Test
  void modelsWithCharacterRulesGetCompatibilityForms() {
    byte[] rules = {1, 2, 3};
    ByteArrayOutputStream normalizer = new ByteArrayOutputStream();
    ModelFiles.delimited(normalizer, 2, rules);
    byte[] bytes =
        with(new ModelFiles().piece("<unk>", 2).normal("A"), 3, normalizer.toByteArray());
    assertEquals("xA", new StandIns(SentencePieceModel.parse(bytes)).inLine("x𝐀").text());
    assertEquals(
        "x\ue000", new StandIns(model(new ModelFiles().piece("<unk>", 2))).inLine("x𝐀").text());
  }

  @Test
  void piecesAreRewrittenAndTheRestKept() {
    byte[] bytes =
        with(new ModelFiles().piece("<unk>", 2).normal("😀", "a"), 4, new byte[] {10, 0});
    byte[] expected =
        new ModelFiles().piece("<unk>", 2).normal("\ue001", "a").build(false, true, true);
    assertArrayEquals(
        expected, SentencePieceModel.withPieceTexts(bytes, text -> text.replace("😀", "\ue001")));
  }

  @Test
  void moreAstralPiecesThanStandInsAreRefused() {
    ModelFiles files = new ModelFiles().piece("<unk>", 2);
    for (int i = 0; i < 6400; i++) {
      files.normal(Character.toString(0x10000 + i));
    }
    assertEquals(
        "found more characters beyond the basic plane in the pieces than there are private-use characters to stand for them (6400)",
        assertThrows(IllegalArgumentException.class, () -> new StandIns(model(files)))
            .getMessage());
  }

  @Test
  void unsupportedModelsAreRefused() {
    ByteArrayOutputStream trainer = new ByteArrayOutputStream();
    ModelFiles.number(trainer, 24, 1);
    assertRefused(
        "found treat_whitespace_as_suffix, expected blanks in front of words; train the model without that option",
        with(new ModelFiles().piece("<unk>", 2), 2, trainer.toByteArray()));
    assertRefused(
        "found piece type 9, expected 1 to 6",
        new ModelFiles().piece("a", 9).build(false, true, true));
    assertRefused(
        "found field 1 of wire type 0 where 2 is expected near byte 2", new byte[] {8, 1});
    assertRefused("found an end inside a number near byte 2", new byte[] {8, -1});
  }

  @Test
  void specialsAreFoundByTheNamesInTheTrainer() {
    ByteArrayOutputStream trainer = new ByteArrayOutputStream();
    ModelFiles.delimited(trainer, 46, "[BOS]".getBytes());
    ModelFiles files =
        new ModelFiles()
            .normal("a")
            .piece("[BOS]", 3)
            .piece("</s>", 3)
            .piece("?", 2)
            .piece("<pad>", 3)
            .piece("b", 4);
    SentencePieceIds ids =
        new SentencePieceIds(SentencePieceModel.parse(with(files, 2, trainer.toByteArray())));
    assertEquals(
        List.of(4, 2, 3, 1, 0, 5),
        List.of(ids.ours(0), ids.ours(1), ids.ours(2), ids.ours(3), ids.ours(4), ids.ours(5)));
    assertEquals(List.of("a", "b"), List.of(ids.vocabulary().piece(4), ids.vocabulary().piece(5)));
    assertEquals(3, ids.theirs(1));
  }

  private static void assertRefused(String message, byte[] bytes) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> SentencePieceModel.parse(bytes))
            .getMessage());
  }

  private static SentencePieceModel model(ModelFiles files) {
    return SentencePieceModel.parse(files.build(false, true, true));
  }

  /** A model with one more field at its end. */
  private static byte[] with(ModelFiles files, int field, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(files.build(false, true, true));
    ModelFiles.delimited(out, field, message);
    return out.toByteArray();
  }
}
