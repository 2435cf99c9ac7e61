package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepared folders whose files no longer go together. */
class PreparedDataErrorsTest {
  @TempDir Path folder;
  private Path data;

  private void prepareTranslator() throws IOException {
    data = folder.resolve("data");
    TinyTraining.files(folder, 40);
    String[] command = TinyTraining.command(folder, data);
    command[0] = "prepare";
    CommandRun prepared = CommandRun.of(command);
    assertEquals(0, prepared.code(), prepared.err());
  }

  private CommandRun trainTranslator(String name) {
    List<String> words =
        Stream.concat(
                Stream.of("train", "files", "--data=" + data, "--out=" + folder.resolve(name)),
                TinyTraining.SIZES.stream())
            .toList();
    return CommandRun.of(
        Stream.concat(words.stream(), Stream.of("train.maxUpdates=1")).toArray(String[]::new));
  }

  private void assertRefused(String regex, CommandRun run) {
    String last = run.err().lines().reduce((a, b) -> b).orElse("");
    assertTrue(last.matches("srupp: " + regex), run.err());
    assertEquals(1, run.code());
  }

  @Test
  void aTranslatorsTokenizersAreThoseOfItsTokens() throws IOException {
    prepareTranslator();
    Path codes = data.resolve("bpe.codes");
    List<String> merges = Files.readAllLines(codes);
    Files.write(codes, merges.subList(0, merges.size() - 1));
    assertRefused(
        ".*/bpe.codes: found checksum [0-9a-f]{8}, expected checksum [0-9a-f]{8} as prepared.json"
            + " says; the file was changed or is of another, prepare the corpus again",
        trainTranslator("codes"));
    Files.write(codes, merges);

    Path vocabulary = data.resolve("source.vocab");
    List<String> pieces = new ArrayList<>(Files.readAllLines(vocabulary));
    Collections.swap(pieces, pieces.size() - 2, pieces.size() - 1);
    Files.write(vocabulary, pieces);
    assertRefused(".*/source.vocab: found checksum .*", trainTranslator("swapped"));

    Files.write(vocabulary, pieces.subList(0, pieces.size() - 2));
    assertRefused(
        ".*/train.src.tokens was written for a vocabulary of (\\d+) pieces, the source side beside"
            + " it has \\d+; prepare the corpus again",
        trainTranslator("shorter"));
  }

  @Test
  void dataPreparedBeforeThereWereChecksumsIsTrainedOn() throws IOException {
    prepareTranslator();
    Path marker = data.resolve("prepared.json");
    String older = Files.readString(marker).replaceFirst(",\\s*\"checksums\"[^}]*}", "");
    assertFalse(older.contains("checksum"));
    Files.writeString(marker, older);
    CommandRun run = trainTranslator("run");
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void aLanguageModelsDataIsWhole() throws IOException {
    Path text = Files.writeString(folder.resolve("book.txt"), LanguageTrainTest.text(100));
    data = folder.resolve("data");
    CommandRun prepared =
        CommandRun.of("prepare", "--text=" + text, "--unit=characters", "--out=" + data);
    assertEquals(0, prepared.code(), prepared.err());
    Path vocabulary = data.resolve("vocabulary.txt");
    Files.writeString(vocabulary, Files.readString(vocabulary).replace('\u00fc', '\u00fd'));
    assertRefused(
        ".*/vocabulary.txt: found checksum .* prepare the corpus again", trainLanguage("swapped"));

    Files.delete(data.resolve("train.tokens"));
    assertRefused(
        ".*/data: has no train.tokens, expected the training text as a preparation writes it;"
            + " prepare the corpus again",
        trainLanguage("missing"));
  }

  private CommandRun trainLanguage(String name) {
    List<String> words = new ArrayList<>(List.of("train", "text", "--unit=characters"));
    words.addAll(List.of("--data=" + data, "--out=" + folder.resolve(name), "train.maxUpdates=1"));
    words.addAll(LanguageTrainTest.SIZES);
    return CommandRun.of(words.toArray(String[]::new));
  }
}
