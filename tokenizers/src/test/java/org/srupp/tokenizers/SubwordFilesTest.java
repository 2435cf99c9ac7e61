package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.tokenizers.BpeCodes.Merge;
import org.srupp.tokenizers.SubwordCodes.Format;

/** The code and vocabulary files of subword-nmt and fastBPE. */
class SubwordFilesTest {
  private static final List<Merge> MERGES =
      List.of(new Merge("e", "n</w>"), new Merge("t", "h"), new Merge("#", "\u2028</w>"));

  @TempDir Path folder;

  @Test
  void bothFormatsAreRead() throws IOException {
    assertEquals(
        new SubwordCodes(MERGES, List.of()),
        read("#version: 0.2\ne n</w>\nt h \r\n# \u2028</w>\n\n"));
    assertEquals(
        new SubwordCodes(MERGES, List.of(481172L, 389819L, 58L)),
        read("e n</w> 481172\nt h 389819\n# \u2028</w> 58\n"));
    assertEquals(new SubwordCodes(List.of(), List.of()), read("#version: 0.2\n"));
  }

  @Test
  void bothFormatsAreWritten() throws IOException {
    SubwordCodes codes = new SubwordCodes(MERGES, List.of(9L, 8L, 7L));
    Path file = folder.resolve("codes");
    codes.write(file, Format.SUBWORD_NMT);
    assertEquals("#version: 0.2\ne n</w>\nt h\n# \u2028</w>\n", Files.readString(file));
    codes.write(file, Format.FAST_BPE);
    assertEquals("e n</w> 9\nt h 8\n# \u2028</w> 7\n", Files.readString(file));
    assertEquals(codes, SubwordCodes.read(file));
    assertEquals(new SubwordCodes(MERGES.subList(0, 2), List.of(9L, 8L)), codes.first(2));
    assertEquals(codes, codes.first(9));
  }

  @Test
  void repeatedPairIsKeptForSubwordNmtAndLeftOutForFastBpe() throws IOException {
    Merge merge = new Merge("a", "b");
    SubwordCodes codes = new SubwordCodes(List.of(merge, merge), List.of(5L, 3L));
    Path file = folder.resolve("codes");
    codes.write(file, Format.FAST_BPE);
    assertEquals("a b 5\n", Files.readString(file));
    codes.write(file, Format.SUBWORD_NMT);
    assertEquals("#version: 0.2\na b\na b\n", Files.readString(file));
    assertEquals(List.of(merge, merge), SubwordCodes.read(file).merges());
  }

  @Test
  void fastBpeFileNeedsCounts() {
    Path file = folder.resolve("codes");
    assertEquals(
        file
            + ": fastBPE's format needs the count of each merge, and these codes come without;"
            + " write subword-nmt's format or learn them anew",
        assertThrows(
                IllegalArgumentException.class,
                () -> new SubwordCodes(MERGES, List.of()).write(file, Format.FAST_BPE))
            .getMessage());
    assertEquals(
        "codes need one count for each merge or none, found 1 for 3",
        assertThrows(IllegalArgumentException.class, () -> new SubwordCodes(MERGES, List.of(1L)))
            .getMessage());
  }

  @Test
  void otherVersionsAndOtherFilesAreRefused() throws IOException {
    String expected =
        ", expected \"#version: 0.2\" of subword-nmt or \"left right count\" of fastBPE; codes of"
            + " other versions must be learned again";
    assertRefused("e n</w>\nt h\n", "line 1: found \"e n</w>\"" + expected);
    assertRefused("#version: 0.2 byte\n", "line 1: found \"#version: 0.2 byte\"" + expected);
    assertRefused("", "line 1: found nothing" + expected);
  }

  @Test
  void badLinesAreNamedAllAtOnce() throws IOException {
    assertRefused(
        "#version: 0.2\na b\na\na b c\n",
        "line 3: found \"a\", expected two pieces with a blank between them; line 4: found \"a b"
            + " c\", expected two pieces with a blank between them");
    assertRefused(
        "a b 2\na b\n",
        "line 2: found \"a b\", expected two pieces and a count with blanks between them");
    Path file = folder.resolve("file");
    Files.write(file, new byte[] {'a', ' ', 'b', ' ', '1', '\n', (byte) 0xff});
    assertEquals(
        file + ": line 2: invalid UTF-8 at byte 6; the file is damaged or in another encoding",
        assertThrows(TokenizerFileException.class, () -> SubwordCodes.read(file)).getMessage());
  }

  @Test
  void vocabularyKeepsWhatReachesTheThreshold() throws IOException {
    Path file = folder.resolve("vocab");
    WordTally tally = new WordTally();
    tally.add("b@@ a c c a a");
    SubwordVocabulary.write(file, tally);
    assertEquals("a 3\nc 2\nb@@ 1\n", Files.readString(file));
    assertEquals(Set.of("a", "c"), SubwordVocabulary.read(file, 2));
    assertEquals(Set.of("a", "c", "b@@"), SubwordVocabulary.read(file, 0));
    Files.writeString(file, "a 3\nb\nc x\n");
    assertEquals(
        file
            + ": line 2: found \"b\", expected a piece and a count with a blank between them; line"
            + " 3: found \"c x\", expected a piece and a count with a blank between them",
        assertThrows(TokenizerFileException.class, () -> SubwordVocabulary.read(file, 1))
            .getMessage());
  }

  private SubwordCodes read(String content) throws IOException {
    return SubwordCodes.read(Files.writeString(folder.resolve("file"), content));
  }

  private void assertRefused(String content, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), content);
    assertEquals(
        file + ": " + expected,
        assertThrows(TokenizerFileException.class, () -> SubwordCodes.read(file)).getMessage());
  }
}
