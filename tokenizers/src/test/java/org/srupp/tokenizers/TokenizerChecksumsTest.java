package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerChecksumsTest {
  /** As Python's {@code zlib.crc32(b"a b\\n123456789\\n")} has it. */
  private static final String CRC = "564ae95f";

  @TempDir Path folder;

  @Test
  void aChecksumIsTheCrc32OfTheFileWhateverItsLineEnds() throws IOException {
    for (String end : new String[] {"\n", "\r\n"}) {
      Files.writeString(folder.resolve("bpe.codes"), "a b" + end + "123456789" + end);
      Files.writeString(folder.resolve("report.txt"), "of no tokenizer");
      assertEquals(Map.of("bpe.codes", CRC), TokenizerChecksums.of(folder));
      TokenizerChecksums.require(folder, Map.of("bpe.codes", CRC), "config.json", "copy it");
    }
    TokenizerChecksums.require(folder, Map.of(), "config.json", "copy it");
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("bpe.codes"), "a b\n123456789\n");
    Map<String, String> expected = Map.of("bpe.codes", "00000000");
    String rest =
        ", expected checksum 00000000 as config.json says; the file was changed or is of another,"
            + " copy it";
    assertEquals(file + ": found checksum " + CRC + rest, message(expected));
    Files.delete(file);
    assertEquals(file + ": found no such file" + rest, message(expected));
  }

  private String message(Map<String, String> expected) {
    return assertThrows(
            TokenizerFileException.class,
            () -> TokenizerChecksums.require(folder, expected, "config.json", "copy it"))
        .getMessage();
  }
}
