package org.srupp.kernels.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A C++ compiler of this machine; without one the checks of the CUDA sources fail. */
final class CppCompiler {
  private static final List<String> NAMES = List.of("g++", "clang++");

  private final Path program;

  private CppCompiler(Path program) {
    this.program = program;
  }

  static CppCompiler find(String path) {
    for (String name : NAMES) {
      for (String folder : path.split(File.pathSeparator)) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return new CppCompiler(program);
        }
      }
    }
    throw new AssertionError(
        "no g++ or clang++ on the PATH ("
            + path
            + "), which the checks of the CUDA sources need; install one (Debian: apt install g++)");
  }

  void compile(Path source, List<Path> includes, List<String> options, Path library) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-std=c++17", "-O1"));
    command.addAll(List.of("-Wall", "-Wextra", "-Wno-unknown-pragmas", "-Wno-unused"));
    command.addAll(List.of("-shared", "-fPIC"));
    includes.forEach(folder -> command.add("-I" + folder));
    command.addAll(List.of(source.toString(), "-o", library.toString()));
    command.addAll(options);
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ":\n" + output);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }
}
