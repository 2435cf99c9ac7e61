package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Ends a list of values at whatever looks like an option, known or not, as Python's argparse does:
 * else a misspelt option behind {@code -i} would be taken for a file. Given again, an option
 * replaces its values.
 */
final class UntilNextOption implements IParameterConsumer {
  @Override
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    List<String> values = new ArrayList<>();
    while (!arguments.isEmpty() && isValue(arguments.peek())) {
      values.add(arguments.pop());
    }
    if (values.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "option "
              + ((OptionSpec) option).longestName()
              + " needs at least one value, found none");
    }
    option.setValue(values);
  }

  private static boolean isValue(String argument) {
    return !argument.startsWith("-") || argument.equals("-");
  }
}
