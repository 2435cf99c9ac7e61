package org.srupp.recipes;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TimeZone;
import org.srupp.seq2seq.torch.TorchEngine;

/**
 * Loads the engine's libraries while the command line is still being taken apart: each takes about
 * a third of the time until the first translated line.
 */
final class EarlyEngine {
  private EarlyEngine() {}

  /** Begins, if the command needs no particular thread to have started the engine. */
  static Thread start(String[] args) {
    Thread thread = new Thread(EarlyEngine::load, "srupp-engine");
    thread.setDaemon(true);
    if (args.length > 0 && args[0].equals("translate")) {
      linkNativeMethods();
      thread.start();
    }
    return thread;
  }

  /**
   * Uses what the command will use while the libraries load. At the first use of a native method
   * the virtual machine asks the system's linker for it, which answers after all of a library is
   * loaded; the command would wait for half a second.
   */
  private static void linkNativeMethods() {
    new Throwable().getStackTrace();
    Method method = EarlyEngine.class.getDeclaredMethods()[0];
    method.getParameters();
    method.getAnnotatedReturnType();
    Array.getLength(new byte[1]);
    Array.setByte(new byte[1], 0, (byte) 0);
    Float.intBitsToFloat(0);
    TimeZone.getDefault();
    Path file = Path.of(System.getProperty("java.home"), "release");
    try (FileInputStream stream = new FileInputStream(file.toFile());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      stream.available();
      stream.readNBytes(1);
      channel.read(ByteBuffer.allocate(1));
      Files.readString(file);
      channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      // The command is slower then.
    }
  }

  private static void load() {
    try {
      TorchEngine.load();
    } catch (RuntimeException | LinkageError e) {
      // The command meets the same failure and tells it.
    }
  }

  /** Waits for the end of loading: libraries must not be unloaded halfway. */
  static void await(Thread engine) {
    try {
      engine.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
