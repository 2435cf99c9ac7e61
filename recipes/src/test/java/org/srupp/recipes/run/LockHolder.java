package org.srupp.recipes.run;

import java.io.IOException;
import java.nio.file.Path;

/** A process that begins a run and stays until it is killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws InterruptedException {
    try {
      RunFolder.create(Path.of(args[0]), "seed: 1\n");
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
      return;
    }
    System.out.println("holding");
    Thread.sleep(60_000);
  }

  static Process start(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                classes,
                LockHolder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader().readLine();
    if (!"holding".equals(line)) {
      throw new IOException("the other process said " + line);
    }
    return process;
  }
}
