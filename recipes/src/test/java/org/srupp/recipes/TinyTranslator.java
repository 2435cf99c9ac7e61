package org.srupp.recipes;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.RandomModel;
import picocli.CommandLine;

/** A model folder with random weights, and {@code translate} run over it. */
final class TinyTranslator {
  static final List<String> TEXT =
      List.of(
          "der Hund läuft im Park",
          "die Katze schläft auf dem Sofa",
          "ein Mann liest die Zeitung",
          "zwei Kinder spielen im Garten",
          "eine Frau kauft frisches Brot",
          "das Auto steht vor dem Haus",
          "der Zug kommt heute später",
          "wir essen am Abend Suppe",
          "sie singt ein altes Lied",
          "er hat gestern angerufen");

  private static final Injector INJECTOR = Guice.createInjector(Main.modules());

  private TinyTranslator() {}

  static void save(Path folder) throws IOException {
    INJECTOR.getInstance(RandomModel.class).save(folder, TEXT);
  }

  static CommandRun translate(Path model, String stdin, String... more) {
    return translate(model, stdin.getBytes(StandardCharsets.UTF_8), more);
  }

  static CommandRun translate(Path model, byte[] stdin, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandRun run = translate(model, new ByteArrayInputStream(stdin), out, more);
    return new CommandRun(run.code(), out.toString(StandardCharsets.UTF_8), run.err());
  }

  /** Runs with the error handling of {@code Main}. */
  static CommandRun translate(Path model, InputStream stdin, OutputStream out, String... more) {
    List<String> args = new ArrayList<>(List.of("--model", model.toString()));
    args.addAll(List.of(more));
    StringWriter errors = new StringWriter();
    PrintWriter err = new PrintWriter(errors, true);
    Failures failures = new Failures(err, false);
    int code =
        new CommandLine(
                new TranslateCommand(INJECTOR.getProvider(ModelFolder.class), stdin),
                new InjectorFactory(INJECTOR))
            .setOut(
                new PrintWriter(
                    new OutputStreamWriter(new CheckedOutput(out), StandardCharsets.UTF_8)))
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((e, arguments) -> failures.wrongUsage(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failures.failed(e, false))
            .execute(args.toArray(String[]::new));
    return new CommandRun(code, "", errors.toString());
  }
}
