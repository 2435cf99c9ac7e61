package org.srupp.recipes;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** What one call of {@code evaluate} returned and printed. */
record EvaluateRun(int exit, String out, String err) {
  static EvaluateRun of(String stdin, Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var input = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    int exit =
        new CommandLine(new EvaluateCommand(input, environment))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new EvaluateRun(exit, out.toString(), err.toString());
  }
}
