package org.srupp.recipes;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.function.Supplier;
import org.srupp.recipes.config.Nearest;
import org.srupp.recipes.config.RecipeException;
import org.srupp.seq2seq.torch.DeviceMemory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command throws into a sentence on stderr and an exit code. */
final class Failures {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private final PrintWriter err;
  private final boolean always;
  private final Shortages shortages;

  /** Of a command that computes on the processor. */
  Failures(PrintWriter err, boolean always) {
    this(err, always, () -> DeviceMemory.HOST);
  }

  /**
   * @param always whether traces are printed whatever the options say
   * @param memory where the command computes; asked when it failed
   */
  Failures(PrintWriter err, boolean always, Supplier<DeviceMemory> memory) {
    this.err = err;
    this.always = always;
    shortages = new Shortages(memory);
  }

  /** A command line that picocli could not take apart. */
  int wrongUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + sentence(e));
    err.println("Help: " + name + " --help");
    return WRONG_USAGE;
  }

  /** Whatever a command threw. */
  int failed(Throwable failure, boolean debug) {
    if (failure instanceof OutputException output && output.brokenPipe()) {
      return DONE; // the reader has what it wanted
    }
    message(failure).lines().forEach(line -> err.println("srupp: " + line));
    if (debug || always) {
      failure.printStackTrace(err);
    }
    return failure instanceof RecipeException ? WRONG_USAGE : FAILED;
  }

  private static String sentence(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }
    String argument = unmatched.getUnmatched().get(0);
    CommandLine command = e.getCommandLine();
    if (argument.startsWith("-")) {
      String option =
          argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
      List<String> known = List.copyOf(command.getCommandSpec().optionsMap().keySet());
      return "unknown option " + option + Nearest.question(option, known);
    }
    if (!command.getSubcommands().isEmpty()) {
      return "unknown command "
          + argument
          + Nearest.question(argument, command.getSubcommands().keySet());
    }
    return "unexpected argument " + argument;
  }

  private String message(Throwable failure) {
    return shortages.sentence(failure).orElseGet(() -> plain(failure));
  }

  private static String plain(Throwable failure) {
    Throwable cause = failure;
    if (failure instanceof UncheckedIOException && bare((UncheckedIOException) failure)) {
      cause = failure.getCause();
    }
    if (cause instanceof FileSystemException file) {
      return fileSentence(file);
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory ("
          + cause.getMessage()
          + "); a larger heap: SRUPP_OPTS=-Xmx8g, or smaller batches";
    }
    // The project's own exceptions and these of the JDK carry sentences written for people.
    boolean spoken =
        cause.getClass().getName().startsWith("org.srupp.")
            || cause instanceof IllegalArgumentException
            || cause instanceof IllegalStateException
            || cause instanceof IOException
            || cause instanceof UncheckedIOException;
    if (spoken && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return "unexpected " + cause + "; --debug shows where";
  }

  // Without a message of its own it repeats its cause's, class name included.
  private static boolean bare(UncheckedIOException failure) {
    return failure.getCause() != null && failure.getCause().toString().equals(failure.getMessage());
  }

  // The JDK's message is the bare path for the commonest of them.
  private static String fileSentence(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file: " + e.getFile();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission: " + e.getFile();
    }
    if (e instanceof FileAlreadyExistsException) {
      return "exists already: " + e.getFile();
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder: " + e.getFile();
    }
    return e.getMessage();
  }
}
