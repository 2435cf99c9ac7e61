package org.srupp.seq2seq.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A process of its own that never finishes writing a file; for {@link AtomicFilesTest}. */
final class HeldWrite {
  private HeldWrite() {}

  public static void main(String[] args) {
    AtomicFiles.write(
        Path.of(args[0]),
        channel -> {
          AtomicFiles.writeFully(channel, ByteBuffer.wrap(new byte[] {1, 2, 3}));
          System.out.println("begun");
          try {
            Thread.sleep(Long.MAX_VALUE);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
