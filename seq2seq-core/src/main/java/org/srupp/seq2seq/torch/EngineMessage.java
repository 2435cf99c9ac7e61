package org.srupp.seq2seq.torch;

/** What an engine's failure says, short enough to stand within a sentence. */
public final class EngineMessage {
  private static final int LENGTH = 120;

  private EngineMessage() {}

  /** The first line, without the sentences behind its first 120 characters. */
  public static String first(Throwable failure) {
    String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    int end = line.lastIndexOf(". ", LENGTH);
    return line.length() <= LENGTH || end < 0 ? line : line.substring(0, end);
  }
}
