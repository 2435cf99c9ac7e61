package org.srupp.seq2seq.torch;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether the engine records what it computes, for the calling thread, until closed.
 *
 * <p>The engine keeps this per thread, and its first value differs between threads; so every entry
 * into the engine says what it wants.
 */
public final class GradMode implements AutoCloseable {
  private final boolean before;

  private GradMode(boolean enabled) {
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(enabled);
  }

  /** Records until closed. */
  public static GradMode recording() {
    return new GradMode(true);
  }

  /** Does not record until closed. */
  public static GradMode off() {
    return new GradMode(false);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}
