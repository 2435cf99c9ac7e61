package org.srupp.recipes.translation;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads lines ahead in a thread of its own, a bounded number of them, and hands them over in
 * windows: full ones as long as input is plentiful, and what is there as soon as the input pauses,
 * so that somebody who types is answered line by line.
 */
public final class LineFeed {
  /** The name for standard input among files. */
  public static final String STANDARD_INPUT = "-";

  private static final int MAX_LINES = 4096;
  private static final int MAX_CHARACTERS = 1 << 23;

  private final List<String> files;
  private final InputStream standardInput;
  private final Deque<InputLine> lines = new ArrayDeque<>();
  private long characters;
  private int wanted;
  private boolean marksDropped;
  private boolean paused;
  private boolean ended;
  private Throwable failure;

  private LineFeed(List<String> files, InputStream standardInput) {
    this.files = files;
    this.standardInput = standardInput;
  }

  /**
   * Begins to read.
   *
   * @param files in order; {@link #STANDARD_INPUT} stands for the stream
   */
  public static LineFeed start(List<String> files, InputStream standardInput) {
    return start(new LineFeed(List.copyOf(files), standardInput));
  }

  /** The same, without the byte order mark that an input may begin with. */
  public static LineFeed startWithoutMarks(List<String> files, InputStream standardInput) {
    LineFeed feed = new LineFeed(List.copyOf(files), standardInput);
    feed.marksDropped = true;
    return start(feed);
  }

  private static LineFeed start(LineFeed feed) {
    Thread thread = new Thread(feed::read, "srupp-read");
    thread.setDaemon(true);
    thread.start();
    return feed;
  }

  /**
   * The next lines: at least one, or none at the end of the input.
   *
   * @param most lines of the window
   * @throws TextInputException if the input failed, after the lines before the failure
   */
  public synchronized List<InputLine> take(int most) throws InterruptedException {
    wanted = most;
    while (!ended && (lines.isEmpty() || !(paused || lines.size() >= most || full()))) {
      wait();
    }
    if (lines.isEmpty() && failure != null) {
      throw rethrown();
    }
    List<InputLine> window = new ArrayList<>();
    while (window.size() < most && !lines.isEmpty()) {
      InputLine line = lines.remove();
      characters -= line.text().length();
      window.add(line);
    }
    notifyAll();
    return window;
  }

  private RuntimeException rethrown() {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private boolean full() {
    return lines.size() >= MAX_LINES || characters >= MAX_CHARACTERS;
  }

  private void read() {
    Throwable thrown = null;
    try {
      for (String file : files) {
        readAll(file);
      }
    } catch (RuntimeException | Error e) {
      thrown = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      failure = thrown;
      ended = true;
      notifyAll();
    }
  }

  private void readAll(String file) throws InterruptedException {
    if (file.equals(STANDARD_INPUT)) {
      putAll(LineInput.ofStream(standardInput, "standard input", this::pause));
    } else {
      try (LineInput input = LineInput.ofFile(file, this::pause)) {
        putAll(input);
      }
    }
  }

  private void putAll(LineInput opened) throws InterruptedException {
    LineInput input = marksDropped ? opened.withoutMark() : opened;
    for (InputLine line = input.next(); line != null; line = input.next()) {
      put(line);
    }
  }

  private synchronized void put(InputLine line) throws InterruptedException {
    while (full()) {
      wait();
    }
    lines.add(line);
    characters += line.text().length();
    paused = false;
    if (lines.size() >= wanted || full()) {
      notifyAll();
    }
  }

  private synchronized void pause() {
    paused = true;
    notifyAll();
  }
}
