package org.srupp.recipes;

import com.google.inject.Module;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.device.ShimCards;

/**
 * What a command left behind, on the processor whatever cards the machine has.
 *
 * @param code its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record CommandRun(int code, String out, String err) {
  static CommandRun of(String... args) {
    return with(List.of(), args);
  }

  /** Runs with more modules than {@code Main}'s. */
  static CommandRun with(List<Module> more, String... args) {
    var out = new ByteArrayOutputStream();
    CommandRun run = run(out, more, args);
    return new CommandRun(run.code(), out.toString(StandardCharsets.UTF_8), run.err());
  }

  static CommandRun into(OutputStream out, String... args) {
    return run(out, List.of(), args);
  }

  /** Runs on a machine with a card, which is made of the processor. */
  static CommandRun onCard(String... args) {
    return on(ShimCards.devices(), args);
  }

  /** Runs on a machine with these devices. */
  static CommandRun on(Devices devices, String... args) {
    var out = new ByteArrayOutputStream();
    CommandRun run = run(out, Main.modules(devices), List.of(), args);
    return new CommandRun(run.code(), out.toString(StandardCharsets.UTF_8), run.err());
  }

  private static CommandRun run(OutputStream out, List<Module> more, String... args) {
    return run(out, Main.modules(ShimCards.none()), more, args);
  }

  private static CommandRun run(
      OutputStream out, List<Module> first, List<Module> more, String... args) {
    var err = new StringWriter();
    List<Module> modules = new ArrayList<>(first);
    modules.addAll(more);
    int code = Main.run(args, modules, out, new PrintWriter(err, true), false);
    return new CommandRun(code, "", err.toString());
  }
}
