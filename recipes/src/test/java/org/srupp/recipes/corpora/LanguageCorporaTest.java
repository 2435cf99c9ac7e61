package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.corpora.archive.Archives;

class LanguageCorporaTest {
  private static final String TAR = "1-billion-word-language-modeling-benchmark-r13output.tar.gz";

  @TempDir Path folder;

  private static byte[] bytes(TextPart part) throws IOException {
    try (InputStream in = part.open()) {
      return in.readAllBytes();
    }
  }

  private static String text(TextPart part) throws IOException {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }

  private String refused(LanguageCorpus corpus, Path data) {
    return assertThrows(CorpusException.class, () -> corpus.open(data, folder)).getMessage();
  }

  @Test
  void enwik8IsCutIntoNinetyFiveAndFivePercent() throws IOException {
    byte[] all = new byte[200_000];
    new SplittableRandom(1).nextBytes(all);
    Path zip = new Archives().file("enwik8", all).zip(folder.resolve("enwik8.zip"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(all);
    }
    Path plain = Files.write(folder.resolve("plain"), all);
    Path gz = Files.write(folder.resolve("any name"), packed.toByteArray());
    for (Path data : List.of(zip, folder, plain, gz)) {
      LanguageSplits splits = new Enwik8(all.length).open(data, folder);
      assertEquals(List.of(data == folder ? zip : data), splits.inputs());
      assertArrayEquals(Arrays.copyOf(all, 180_000), bytes(splits.train().get(0)));
      assertArrayEquals(Arrays.copyOfRange(all, 180_000, 190_000), bytes(splits.valid().get(0)));
      assertArrayEquals(Arrays.copyOfRange(all, 190_000, 200_000), bytes(splits.test().get(0)));
      try (InputStream in = splits.valid().get(0).open()) {
        in.skipNBytes(9_999);
        assertEquals(all[189_999] & 0xff, in.read());
        assertEquals(-1, in.read());
      }
    }
    assertEquals(
        zip
            + ": enwik8 has 200000 bytes, expected 100000000; it is cut off or another file, get it"
            + " again",
        refused(new Enwik8(), zip));
  }

  @Test
  void theOfficialCountsAreThoseOfTheFacts() {
    assertEquals(
        new LanguageCounts(205, 90_000_000, 5_000_000, 5_000_000), new Enwik8().expected());
    assertEquals(
        new LanguageCounts(267_735, 103_227_021, 217_646, 245_569), new WikiText103().expected());
    assertEquals(793_470, new BillionWord().expected().vocabulary());
    Path data = Path.of("data");
    new Enwik8()
        .expected()
        .require(data, new LanguageCounts(205, 90_000_000, 5_000_000, 5_000_000));
    new LanguageCounts(0, 0, 3, 0).require(data, new LanguageCounts(7, 8, 3, 9));
    assertEquals(
        "data: vocabulary 267,734, expected 267,735, test tokens 1, expected 245,569; the files are"
            + " not the official release, or not whole",
        assertThrows(
                CorpusException.class,
                () ->
                    new WikiText103()
                        .expected()
                        .require(data, new LanguageCounts(267_734, 103_227_021, 217_646, 1)))
            .getMessage());
  }

  @Test
  void enwik8IsNoWebPage() throws IOException {
    Path page = Files.writeString(folder.resolve("enwik8.zip"), "<html><title>Gone</title>");
    assertTrue(
        assertThrows(RuntimeException.class, () -> new Enwik8().open(page, folder))
            .getMessage()
            .contains("is a web page (Gone)"));
    assertEquals(
        folder.resolve("x") + "",
        refused(new Enwik8(), folder.resolve("x")).replaceAll("no such file or folder: |;.*", ""));
  }

  @Test
  void wikiTextIsReadFromArchiveAndFolder() throws IOException {
    Archives files =
        new Archives()
            .file("wikitext-103/wiki.test.tokens", "c <unk> \n")
            .file("wikitext-103/wiki.train.tokens", " = a = \n\n a b \n")
            .file("wikitext-103/wiki.valid.tokens", "b\n");
    Path zip = files.zip(folder.resolve("wikitext-103-v1.zip"));
    Path renamed = Files.createDirectory(folder.resolve("renamed"));
    Files.writeString(renamed.resolve("train.txt"), " = a = \n\n a b \n");
    Files.write(renamed.resolve("valid.txt.gz"), Archives.gzip("b\n"));
    Files.writeString(renamed.resolve("wiki.test.tokens"), "c <unk> \n");
    for (Path data : List.of(zip, folder, renamed)) {
      LanguageSplits splits = new WikiText103().open(data, folder);
      assertEquals(" = a = \n\n a b \n", text(splits.train().get(0)));
      assertEquals("b\n", text(splits.valid().get(0)));
      assertEquals("c <unk> \n", text(splits.test().get(0)));
      assertEquals(data == renamed ? 3 : 1, splits.inputs().size());
    }
    Files.delete(renamed.resolve("train.txt"));
    assertEquals(
        renamed
            + ": missing wiki.train.tokens (plain or .gz); name wikitext-103-v1.zip or its folder,"
            + " or let `srupp prepare RECIPE --download` get it",
        refused(new WikiText103(), renamed));
    Path other = new Archives().file("a", "b").zip(folder.resolve("other.zip"));
    assertEquals(
        other + ": has no wiki.train.tokens or train.txt; it is another archive",
        refused(new WikiText103(), other));
  }

  /** White space as the authors' Python splits at it; every line ends with a token more. */
  @Test
  @EnabledIf("org.srupp.recipes.corpora.SharedData#isThere")
  void theRealValidationTextHasItsTokens() throws IOException {
    Path file = SharedData.folder().resolve("lm/wikitext.valid.tokens.gz");
    long tokens = 0;
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        tokens += WordCounter.WHITE_SPACE.count("en", line) + 1;
      }
    }
    assertEquals(217_646, tokens);
  }

  private Archives billionWord(int shards) {
    Archives files = new Archives();
    String top = "1-billion-word-language-modeling-benchmark-r13output/";
    for (int i = shards; i >= 1; i--) {
      files.file(
          top
              + "training-monolingual.tokenized.shuffled/"
              + String.format(Locale.ROOT, "news.en-%05d-of-00100", i),
          "sentence " + i + "\n");
    }
    for (int i = 0; i < 3; i++) {
      files.file(
          top
              + "heldout-monolingual.tokenized.shuffled/"
              + String.format(Locale.ROOT, "news.en.heldout-%05d-of-00050", i),
          "held out " + i + "\n");
    }
    return files;
  }

  @Test
  void billionWordIsUnpackedOnceAndInOrder() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path work = Files.createDirectory(folder.resolve("work"));
    Path tar = billionWord(99).tarGz(data.resolve(TAR));
    assertTrue(refused(new BillionWord(), data).contains(": missing 1b_word_vocab.txt; name the"));
    Path vocabulary = Files.writeString(data.resolve("1b_word_vocab.txt"), "the 5\n, 3\n");
    for (Path given : List.of(data, tar)) {
      LanguageSplits splits = new BillionWord().open(given, work);
      assertEquals(99, splits.train().size());
      assertEquals("sentence 1\n", text(splits.train().get(0)));
      assertEquals("sentence 99\n", text(splits.train().get(98)));
      assertEquals("held out 0\n", text(splits.valid().get(0)));
      assertEquals("held out 0\n", text(splits.test().get(0)));
      assertEquals("the 5\n, 3\n", text(splits.vocabulary().get()));
      assertEquals(List.of(tar, vocabulary), splits.inputs());
    }
    Path unpacked = work.resolve("billion-word/news.en-00007-of-00100");
    Files.writeString(unpacked, "kept\n");
    new BillionWord().open(data, work);
    assertEquals("kept\n", Files.readString(unpacked), "what is unpacked is not unpacked again");
    Files.setLastModifiedTime(tar, FileTime.fromMillis(1));
    new BillionWord().open(data, work);
    assertEquals("sentence 7\n", Files.readString(unpacked), "another archive is unpacked");
  }

  @Test
  void billionWordMustBeWhole() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path tar = billionWord(98).tarGz(data.resolve(TAR));
    Files.writeString(data.resolve("1b_word_vocab.txt"), "the 5\n");
    assertTrue(
        refused(new BillionWord(), data)
            .startsWith(
                data
                    + ": has 98 training files news.en-NNNNN-of-00100 and 1 files"
                    + " news.en.heldout-00000-of-00050, expected 99 and 1; name the folder of "),
        refused(new BillionWord(), data));
    byte[] whole = Files.readAllBytes(tar);
    Files.write(tar, Arrays.copyOf(whole, whole.length / 2));
    for (int i = 0; i < 2; i++) {
      String message =
          assertThrows(RuntimeException.class, () -> new BillionWord(98).open(data, folder))
              .getMessage();
      assertTrue(message.startsWith(tar + ": is cut off "), message);
    }
    assertFalse(Files.exists(folder.resolve("billion-word/unpacked")));
  }
}
