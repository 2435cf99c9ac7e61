package org.srupp.recipes;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.language.LanguageEvaluation;
import picocli.CommandLine;

/** What one call of {@code evaluate} returned and printed. */
record EvaluateRun(int exit, String out, String err) {
  private static final LanguageEvaluation NO_MODELS = new LanguageEvaluation(null);

  static EvaluateRun of(String stdin, Map<String, String> environment, String... arguments) {
    return of(Path.of(""), stdin, environment, arguments);
  }

  static EvaluateRun of(
      Path folder, String stdin, Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var input = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    var errors = new PrintWriter(err, true);
    var failures = new Failures(errors, false);
    int exit =
        new CommandLine(
                new EvaluateCommand(input, environment, folder, () -> NO_MODELS, Devices::new))
            .setOut(new PrintWriter(out))
            .setErr(errors)
            .setParameterExceptionHandler((e, args) -> failures.wrongUsage(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failures.failed(e, false))
            .execute(arguments);
    return new EvaluateRun(exit, out.toString(), err.toString());
  }
}
