package org.srupp.recipes.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Shows how a training goes: one line that is rewritten where a person watches, plain lines now and
 * then elsewhere.
 *
 * <p>By hand and without a thread of its own, because sample translations and messages come in
 * between: the line steps aside for them.
 */
public final class ProgressLine implements AutoCloseable {
  private static final String BACK_AND_CLEAR = "\r\u001b[K";
  private static final double NEWEST_SHARE = 0.1;
  private static final double SHOWN_SECONDS = 0.1;
  private static final double NOTHING_YET = Double.NaN;

  private final PrintStream out;
  private final IntSupplier columns;
  private final long totalSteps;
  private final long logEvery;
  private double secondsPerStep = NOTHING_YET;
  private double lastSeconds = NOTHING_YET;
  private double shownSeconds = Double.NEGATIVE_INFINITY;
  private long lastStep;
  private String shown = "";

  /** On standard error. */
  public static ProgressLine onStderr(long totalSteps, long logEvery) {
    return new ProgressLine(System.err, Terminal::columns, totalSteps, logEvery);
  }

  /**
   * @param columns of the terminal now; 0 where there is none
   * @param totalSteps at which the training ends at the latest
   * @param logEvery steps between lines where there is no terminal
   */
  ProgressLine(PrintStream out, IntSupplier columns, long totalSteps, long logEvery) {
    this.out = out;
    this.columns = columns;
    this.totalSteps = totalSteps;
    this.logEvery = logEvery;
  }

  /**
   * One update of a training.
   *
   * @param step updates done
   * @param loss nats per token
   * @param elapsedSeconds training time so far
   */
  public record Update(
      long step,
      double loss,
      double tokensPerSecond,
      double gradNorm,
      double learningRate,
      double elapsedSeconds) {}

  /** Shows an update, or not if the last one was shown just now. */
  public void update(Update update) {
    follow(update);
    int width = columns.getAsInt();
    if (width > 0) {
      boolean last = update.step() >= totalSteps;
      if (last || update.elapsedSeconds() - shownSeconds >= SHOWN_SECONDS) {
        shownSeconds = update.elapsedSeconds();
        String line = line(update);
        // A line as wide as the terminal would wrap, and a wrapped line cannot be rewritten.
        shown = line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
        out.print(BACK_AND_CLEAR + shown);
        out.flush();
      }
    } else if (update.step() % logEvery == 0 || update.step() == totalSteps) {
      out.println(line(update));
    }
  }

  /** Prints lines that stay, above the progress line. */
  public void message(String text) {
    if (columns.getAsInt() > 0) {
      out.print(BACK_AND_CLEAR);
    }
    out.println(text);
    out.print(shown);
    out.flush();
  }

  /** Leaves the last line standing. */
  @Override
  public void close() {
    if (!shown.isEmpty()) {
      out.println();
      shown = "";
    }
  }

  private void follow(Update update) {
    if (!Double.isNaN(lastSeconds) && update.step() > lastStep) {
      double now = (update.elapsedSeconds() - lastSeconds) / (update.step() - lastStep);
      secondsPerStep =
          Double.isNaN(secondsPerStep)
              ? now
              : secondsPerStep + NEWEST_SHARE * (now - secondsPerStep);
    }
    lastSeconds = update.elapsedSeconds();
    lastStep = update.step();
  }

  private String line(Update update) {
    int digits = Long.toString(totalSteps).length();
    String end =
        Double.isNaN(secondsPerStep)
            ? ""
            : "  " + clock((totalSteps - update.step()) * secondsPerStep) + " left";
    return String.format(
        Locale.ROOT,
        "step %" + digits + "d/%d  loss %.3f  ppl %.2f  %,.0f tokens/s  norm %.2f  lr %.2e%s",
        update.step(),
        totalSteps,
        update.loss(),
        Math.exp(update.loss()),
        update.tokensPerSecond(),
        update.gradNorm(),
        update.learningRate(),
        end);
  }

  private static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
