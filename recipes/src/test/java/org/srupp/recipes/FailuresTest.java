package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.EngineException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srupp.recipes.config.RecipeException;

class FailuresTest {
  @Test
  void eachFailureIsASentence() {
    Map<Throwable, String> sentences =
        Map.of(
            new NoSuchFileException("a.de"), "no such file: a.de",
            new UncheckedIOException(new NoSuchFileException("b")), "no such file: b",
            new AccessDeniedException("a"), "no permission: a",
            new FileAlreadyExistsException("a"), "exists already: a",
            new NotDirectoryException("a"), "not a folder: a",
            new IllegalArgumentException("beam is 0"), "beam is 0",
            new OwnException("line 3 is empty"), "line 3 is empty",
            new EOFException(), "unexpected java.io.EOFException; --debug shows where",
            new NullPointerException("x"),
                "unexpected java.lang.NullPointerException: x; --debug shows where",
            new OutOfMemoryError("Java heap space"),
                "out of memory (Java heap space); a larger heap: SRUPP_OPTS=-Xmx8g, or smaller batches");
    sentences.forEach(
        (failure, sentence) -> assertEquals("1 srupp: " + sentence + "\n", report(failure)));
  }

  @Test
  void aShortageOfMemorySaysWhatToDo() {
    RuntimeException engine =
        new EngineException(
            "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes\nraised at");
    String sentence =
        "1 srupp: too little memory (DefaultCPUAllocator: can't allocate memory: you tried to"
            + " allocate 8 bytes); take a smaller batch (batch.streams or batch.maxTokens,"
            + " --streams), a shorter window (batch.unroll, --window) or a machine with more\n";
    assertEquals(sentence, report(engine));
    assertEquals(sentence, report(new IllegalStateException("a thread failed", engine)));
  }

  @Test
  void recipesAreWrongUsageWithALineForEachMistake() {
    assertEquals("2 srupp: a\nsrupp: b\n", report(new RecipeException(List.of("a", "b"))));
  }

  @Test
  void theSentenceOfWhoeverKnewTheFileIsKept() {
    IOException cause = new IOException("File too large");
    assertEquals(
        "1 srupp: cannot write a/b: File too large\n",
        report(new UncheckedIOException("cannot write a/b: File too large", cause)));
    assertEquals("1 srupp: File too large\n", report(new UncheckedIOException(cause)));
  }

  private static String report(Throwable failure) {
    var err = new StringWriter();
    int code = new Failures(new PrintWriter(err), false).failed(failure, false);
    return code + " " + err;
  }

  private static final class OwnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OwnException(String message) {
      super(message);
    }
  }
}
