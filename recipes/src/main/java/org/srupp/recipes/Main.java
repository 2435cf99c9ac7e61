package org.srupp.recipes;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.srupp.kernels.KernelBackend;
import org.srupp.kernels.KernelsModule;
import org.srupp.recipes.device.Devices;
import org.srupp.seq2seq.torch.DeviceMemory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code ./srupp}: takes the command line apart, runs one command, and ends with its exit code. */
public final class Main {
  private final Injector injector;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean debug;

  private Main(Injector injector, OutputStream out, PrintWriter err, boolean debug) {
    this.injector = injector;
    this.out =
        new PrintWriter(
            new OutputStreamWriter(
                new BufferedOutputStream(new CheckedOutput(out)), StandardCharsets.UTF_8));
    this.err = err;
    this.debug = debug;
  }

  /** Exit codes: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    boolean debug = System.getenv("SRUPP_DEBUG") != null;
    Thread engine = EarlyEngine.start(args);
    int code = run(args, modules(args), new FileOutputStream(FileDescriptor.out), err, debug);
    EarlyEngine.await(engine);
    System.exit(code);
  }

  /** The modules of the injector; the strict one first. */
  static List<Module> modules(String... args) {
    if (named(args).equals(List.of(TranslateCommand.class))) {
      return List.of(
          new StrictModule(),
          new KernelsModule(KernelBackend.VECTOR),
          new TranslateModule(() -> DeviceMemory.HOST));
    }
    return modules(new Devices());
  }

  /** The modules of every command. */
  static List<Module> modules(Devices devices) {
    return List.of(
        new StrictModule(), new KernelsModule(devices::card), new RecipesModule(devices));
  }

  static int run(
      String[] args, List<Module> modules, OutputStream out, PrintWriter err, boolean debug) {
    return new Main(Guice.createInjector(modules), out, err, debug).run(args);
  }

  private int run(String[] args) {
    Failures failures = new Failures(err, debug, () -> injector.getInstance(DeviceMemory.class));
    SruppCommand root = new SruppCommand();
    try {
      int code = commandLine(root, failures, named(args)).execute(args);
      out.flush();
      return code;
    } catch (OutputException | Error e) { // out of memory, say: picocli hands over exceptions only
      return failures.failed(e, root.debug());
    }
  }

  /**
   * The one command that the first argument names, else all: each that is added is also made, with
   * what it depends on.
   */
  private static List<Class<?>> named(String[] args) {
    for (Class<?> command : RecipesModule.COMMANDS) {
      Command described = command.getAnnotation(Command.class);
      if (args.length > 0 && described.name().equals(args[0]) && !described.hidden()) {
        return List.of(command);
      }
    }
    return RecipesModule.COMMANDS;
  }

  private CommandLine commandLine(SruppCommand root, Failures failures, List<Class<?>> commands) {
    CommandLine commandLine = new CommandLine(root, new InjectorFactory(injector));
    commands.forEach(commandLine::addSubcommand);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> failures.wrongUsage(e))
        .setExecutionStrategy(parsed -> runLast(parsed, root, failures))
        .setExecutionExceptionHandler((e, command, parsed) -> failures.failed(e, root.debug()));
  }

  // What printing a help throws would otherwise reach nobody's handler.
  private static int runLast(ParseResult parsed, SruppCommand root, Failures failures) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutputException e) {
      return failures.failed(e, root.debug());
    }
  }
}
