package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir static Path folder;
  private static String words;
  private static String bytes;

  @BeforeAll
  static void makeModels() throws IOException {
    words = folder.resolve("words").toString();
    bytes = folder.resolve("bytes").toString();
    TinyLanguageModel.saveWords(
        Path.of(words), List.of("the cat sat on the mat", "a dog sat on the cat"));
    TinyLanguageModel.saveBytes(Path.of(bytes), "ROMEO:\n äöü€ 😀");
  }

  @Test
  void theSeedAloneDecidesTheText() {
    String[] args = {"--model", bytes, "--prompt", "ROMEO:", "--tokens", "60", "--seed", "3"};
    CommandRun run = TinyLanguageModel.generate("", args);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("ROMEO:"), run.out());
    assertEquals(run.out(), TinyLanguageModel.generate("", args).out());
    args[args.length - 1] = "4";
    assertNotEquals(run.out(), TinyLanguageModel.generate("", args).out());
  }

  @Test
  void promptsFromFileAndPipeAreTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("prompt.txt"), "ROMEO");
    String typed = generate(bytes, "", "--prompt", "ROMEO");
    assertEquals(typed, generate(bytes, "", "--prompt-file", file.toString()));
    assertEquals(typed, generate(bytes, "ROMEO"));
    assertEquals(typed, "ROMEO" + generate(bytes, "", "--prompt", "ROMEO", "--no-prompt"));
  }

  @Test
  void aPromptFileThatIsNoneIsNamed() {
    CommandRun run =
        TinyLanguageModel.generate("", "--model", bytes, "--prompt-file", folder.toString());
    assertEquals(1, run.code());
    assertEquals("srupp: " + folder + ": a folder, expected a text file\n", run.err());
  }

  private static String generate(String model, String stdin, String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(new String[] {"--model", model, "--tokens", "80"}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    CommandRun run = TinyLanguageModel.generate(stdin, args);
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  @Test
  void topKOfOneIsGreedyWhateverTheSeed() {
    String greedy = generate(words, "", "--prompt", "the", "--temperature", "0");
    assertEquals(greedy, generate(words, "", "--prompt", "the", "--top-k", "1", "--seed", "9"));
    assertEquals(greedy, generate(words, "", "--prompt", "the", "--top-p", "1e-9", "--seed", "8"));
  }

  @Test
  void wordsAndLinesKeepTheirShape() {
    String text = generate(words, "", "--prompt", "the  cat\nsat");
    assertTrue(text.startsWith("the cat\nsat"), text);
    for (String line : text.lines().toList()) {
      assertEquals(String.join(" ", line.strip().split(" +")), line);
    }
  }

  @Test
  void whatBytesMakeIsAlwaysText() {
    String text = generate(bytes, "", "--prompt", "ä", "--temperature", "3");
    assertTrue(text.startsWith("ä"), text);
    assertTrue(text.contains("\uFFFD"), "an untrained model makes bytes that are no text");
  }

  @Test
  void aLongPromptIsReadInChunks() {
    String prompt = "ROMEO: ".repeat(200);
    assertEquals(
        generate(bytes, "", "--prompt", prompt, "--no-prompt"),
        generate(bytes, prompt, "--no-prompt"));
  }

  @Test
  void anEmptyPromptIsRefused() {
    for (String model : List.of(bytes, words)) {
      CommandRun run = TinyLanguageModel.generate("", "--model", model);
      assertEquals(1, run.code());
      assertEquals(
          "srupp: the prompt is empty; give text to go on from with --prompt TEXT, --prompt-file"
              + " FILE or through standard input\n",
          run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void anUnseenTokenOfThePromptIsNamed() {
    assertEquals(
        "srupp: the prompt, word 2: \"bird\" is not among the 8 words of the vocabulary, which has"
            + " no word for unknown ones\n",
        TinyLanguageModel.generate("", "--model", words, "--prompt", "the bird").err());
    assertEquals(
        "srupp: the prompt, byte 1: <0x4A> is not among the 18 bytes of the vocabulary\n",
        TinyLanguageModel.generate("", "--model", bytes, "--prompt", "JULIET").err());
  }

  @Test
  void everyWrongSettingIsNamedAtOnce() {
    CommandRun run =
        TinyLanguageModel.generate(
            "",
            "--model=x",
            "--prompt=a",
            "--prompt-file=b",
            "--tokens=0",
            "--top-k=0",
            "--window=0",
            "--temperature=-1",
            "--top-p=2");
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .contains(
                "give --prompt or --prompt-file, not both; --tokens must be at least 1, found 0;"
                    + " --top-k must be at least 1, found 0; --window must be at least 1, found 0;"
                    + " temperature must be at least 0 and finite, found -1.0; top-p must be above"
                    + " 0 and at most 1, found 2.0"),
        run.err());
  }
}
