package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.tokenizers.Vocabulary.Entry;

class TokenizerFilesTest {
  private static final String LINE = "Der Hund läuft \0 \u000b, 😀 er läuft\u2028!";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bpeFilesGiveTheSameTokenizers(boolean byteFallback) throws IOException {
    TokenizerPair saved = bpe(byteFallback);
    TokenizerFiles.save(folder, saved);
    TokenizerPair loaded = TokenizerFiles.load(folder);
    for (String line : List.of(LINE, "the dog 12")) {
      assertArrayEquals(saved.source().encode(line), loaded.source().encode(line));
      assertEquals(saved.target().pieces(line), loaded.target().pieces(line));
    }
    assertEquals(saved.source().vocabulary().count(5), loaded.source().vocabulary().count(5));
    assertEquals(SpecialTokens.SOURCE, loaded.source().vocabulary().specials());
    assertEquals(SpecialTokens.TARGET, loaded.target().vocabulary().specials());
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("bpe.codes", "source.vocab", "target.vocab", "tokenizer.txt"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void sentencePieceFilesGiveTheSameTokenizers() throws IOException {
    Path model = Files.write(folder.resolve("m"), ModelFiles.small(true, true, true));
    Tokenizer tokenizer = SentencePieceTokenizer.read(model);
    TokenizerFiles.save(folder, new TokenizerPair(tokenizer, tokenizer));
    assertArrayEquals(tokenizer.encode(LINE), TokenizerFiles.load(folder).target().encode(LINE));
  }

  @Test
  void filesWrittenOnWindowsAreRead() throws IOException {
    TokenizerFiles.save(folder, bpe(false));
    for (String name : List.of("bpe.codes", "source.vocab", "tokenizer.txt")) {
      Files.writeString(
          folder.resolve(name), Files.readString(folder.resolve(name)).replace("\n", "\r\n"));
    }
    assertEquals(
        bpe(false).source().pieces(LINE), TokenizerFiles.load(folder).source().pieces(LINE));
  }

  @Test
  void mixedKindsAreRefused() throws IOException {
    Tokenizer piece =
        SentencePieceTokenizer.read(
            Files.write(folder.resolve("m"), ModelFiles.small(false, true, true)));
    TokenizerPair mixed = new TokenizerPair(bpe(false).source(), piece);
    assertEquals(
        "source and target tokenizers must be of the same kind, found BpeTokenizer and SentencePieceTokenizer",
        assertThrows(IllegalArgumentException.class, () -> TokenizerFiles.save(folder, mixed))
            .getMessage());
    TokenizerPair codes = new TokenizerPair(bpe(false).source(), bpe(true).target());
    assertEquals(
        "source and target have different BPE codes, but a model folder holds joint codes only",
        assertThrows(IllegalArgumentException.class, () -> TokenizerFiles.save(folder, codes))
            .getMessage());
  }

  @Test
  void damagedVocabularyNamesFileAndLines() throws IOException {
    refuses(
        "source.vocab",
        "<pad>\t0\n<unk>\t0\na\t3\nb\t2\na\t1\n",
        ": line 5: piece a stands on line 3 already, expected each piece once");
    refuses(
        "source.vocab", "<pad>\t0\na\t3\n", ": no line for <unk>, which every vocabulary needs");
    refuses(
        "source.vocab",
        "",
        ": no line for <pad>, which every vocabulary needs; no line for <unk>, which every vocabulary needs");
    refuses(
        "source.vocab",
        "<pad>\t0\n\na\nb\t-1\nc\tx\n",
        ": line 2: empty, expected a piece, a tab and a count"
            + "; line 3: found no piece with a tab after it, expected a piece, a tab and a count"
            + "; line 4: count -1 is not a number of 0 or more; line 5: count x is not a number of 0 or more");
    refuses(
        "target.vocab",
        "<pad>\t0\n<unk>\t0\na\t3\n",
        ": no line for <sos> or <eos>, which the target side needs");
  }

  @Test
  void manyMistakesAreCounted() throws IOException {
    TokenizerFiles.save(folder, bpe(false));
    Files.writeString(folder.resolve("source.vocab"), "x\n".repeat(8));
    String message =
        assertThrows(TokenizerFileException.class, () -> TokenizerFiles.load(folder)).getMessage();
    assertTrue(message.endsWith("; and 3 more mistakes"), message);
  }

  @Test
  void damagedCodesNameFileAndLines() throws IOException {
    String header = "#srupp-bpe version=1 lowercase=true byteFallback=false\n";
    refuses("bpe.codes", "", ": line 1: found nothing, expected the header " + header.strip());
    refuses(
        "bpe.codes",
        "#version: 0.2\n",
        ": line 1: found \"#version: 0.2\", expected the header " + header.strip());
    refuses(
        "bpe.codes",
        header + "a b\nab\na b c\na b\n",
        ": line 3: found \"ab\", expected two pieces with a blank between them"
            + "; line 4: found \"a b c\", expected two pieces with a blank between them"
            + "; line 5: the pair stands on line 2 already, expected each pair once");
  }

  @Test
  void invalidUtf8NamesTheLine() throws IOException {
    TokenizerFiles.save(folder, bpe(false));
    Path file = folder.resolve("source.vocab");
    Files.write(file, "<pad>\t0\n<unk>\t0\nä\t1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + ": line 3: invalid UTF-8 at byte 16; the file is damaged or in another encoding",
        assertThrows(TokenizerFileException.class, () -> TokenizerFiles.load(folder)).getMessage());
  }

  @Test
  void missingFilesAndUnknownKindsAreRefused() throws IOException {
    refuses(
        "tokenizer.txt",
        "kind=words\n",
        ": line 1: found [kind=words], expected the one line kind=bpe or kind=sentencepiece,"
            + " or kind=subword-nmt and the lines that go with it");
    TokenizerFiles.save(folder, bpe(false));
    Files.delete(folder.resolve("bpe.codes"));
    assertEquals(
        folder.resolve("bpe.codes")
            + ": no such file, though a model folder needs it; is the folder complete?",
        assertThrows(TokenizerFileException.class, () -> TokenizerFiles.load(folder)).getMessage());
  }

  @Test
  void failedWriteLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("target.vocab");
    Vocabulary.of(SpecialTokens.TARGET, List.of(new Entry("a", 1))).write(file);
    Vocabulary broken = Vocabulary.of(SpecialTokens.TARGET, List.of(new Entry("a\nb", 1)));
    assertEquals(
        file + ": piece 4 holds a tab or a line break, which a vocabulary file cannot",
        assertThrows(IllegalArgumentException.class, () -> broken.write(file)).getMessage());
    assertEquals(5, Vocabulary.read(file).size());
  }

  @Test
  void specialTokensThatCollideAreRefused() {
    assertEquals(
        "special tokens must not share an id, except sos with eos; found pad 0, unk 0, sos 2, eos 3",
        assertThrows(IllegalArgumentException.class, () -> new SpecialTokens(0, 0, 2, 3))
            .getMessage());
    assertEquals(
        "special tokens need pad and unk ids of 0 or more and sos and eos of -1 or more, found pad -1, unk 1, sos 2, eos 3",
        assertThrows(IllegalArgumentException.class, () -> new SpecialTokens(-1, 1, 2, 3))
            .getMessage());
  }

  private void refuses(String name, String content, String message) throws IOException {
    TokenizerFiles.save(folder, bpe(false));
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    assertEquals(
        file + message,
        assertThrows(TokenizerFileException.class, () -> TokenizerFiles.load(folder)).getMessage());
  }

  private static TokenizerPair bpe(boolean byteFallback) {
    BpeConfig config = new BpeConfig(340, true, 1, 2, 1, byteFallback);
    WordCounts source = new WordCounts(config);
    source.add(LINE);
    source.add("Der Hund läuft");
    WordCounts target = new WordCounts(config);
    target.add("the dog runs, the dog!");
    BpeCodes codes = BpeLearner.learn(config, List.of(source, target));
    return new TokenizerPair(
        new BpeTokenizer(
            codes, BpeVocabularies.build(config, codes, SpecialTokens.SOURCE, List.of(source))),
        new BpeTokenizer(
            codes, BpeVocabularies.build(config, codes, SpecialTokens.TARGET, List.of(target))));
  }
}
