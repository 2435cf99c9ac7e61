package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void aloneAndWithHelpTheCommandsArePrinted() {
    var alone = CommandRun.of();
    assertEquals(0, alone.code());
    assertTrue(alone.out().contains("Usage: srupp"), alone.out());
    assertTrue(alone.out().contains("inspect"), alone.out());
    assertEquals("", alone.err());
    assertEquals(alone, CommandRun.of("--help"));
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    var run = CommandRun.of("--version");
    assertEquals(0, run.code());
    Matcher printed = Pattern.compile("srupp (\\S+), commit \\S+\n").matcher(run.out());
    assertTrue(printed.matches(), run.out());
    assertTrue(pom.contains("<version>" + printed.group(1) + "</version>"), run.out());
  }

  @Test
  void helpOfACommandNamesItsOptions() {
    var run = CommandRun.of("inspect", "--help");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("--source-vocabulary"), run.out());
  }

  @Test
  void unknownCommandsAndOptionsGetTheNearestName() {
    assertEquals(
        new CommandRun(
            2, "", "srupp: unknown command inspcet; did you mean inspect?\nHelp: srupp --help\n"),
        CommandRun.of("inspcet", "demo"));
    assertEquals(
        new CommandRun(
            2,
            "",
            "srupp inspect: unknown option --lits; did you mean --list?\nHelp: srupp inspect --help\n"),
        CommandRun.of("inspect", "--lits"));
    assertEquals(
        "srupp inspect: unknown option --zzzzzzzzzzzzzz",
        CommandRun.of("inspect", "--zzzzzzzzzzzzzz=1").err().lines().findFirst().orElseThrow());
    assertEquals(
        "srupp inspect: Invalid value for option '--source-vocabulary': 'many' is not an int",
        CommandRun.of("inspect", "demo", "--source-vocabulary", "many")
            .err()
            .lines()
            .findFirst()
            .orElseThrow());
  }

  @Test
  void mistakesAreSentencesUnlessDebugIsAsked() {
    var quiet = CommandRun.of("inspect", "demo", "model.hiden=3", "seed=x");
    assertEquals(
        new CommandRun(
            2,
            "",
            """
            srupp: command line: seed must be a whole number, found x
            srupp: command line: unknown key model.hiden; did you mean model.hidden?
            """),
        quiet);
    var loud = CommandRun.of("--debug", "inspect", "demo", "seed=x");
    assertTrue(loud.err().contains("\tat org.srupp.recipes.config."), loud.err());
    assertTrue(CommandRun.of("inspect", "demo", "seed=x", "--debug").err().contains("\tat "));
    assertFalse(quiet.err().contains("\tat "));
  }

  @Test
  void closedPipesEndQuietlyAndFullDisksDoNot() {
    assertEquals(
        new CommandRun(0, "", ""), CommandRun.into(new FailingOutput("Broken pipe"), "--help"));
    assertEquals(
        new CommandRun(1, "", "srupp: cannot write to standard output: No space left on device\n"),
        CommandRun.into(new FailingOutput("No space left on device"), "inspect", "--list"));
    assertEquals(
        new CommandRun(1, "", "srupp: cannot write to standard output: No space left on device\n"),
        CommandRun.into(new FailingOutput("No space left on device"), "--help"));
  }
}
