package org.srupp.kernels.cuda.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CUDA C and the macros that specialise it.
 *
 * @param name of the source, for messages
 * @param text CUDA C that includes nothing
 * @param defines macros by name, in alphabetical order
 */
public record KernelSource(String name, String text, Map<String, Integer> defines) {

  /** Keeps a copy of the macros. */
  public KernelSource {
    defines = Collections.unmodifiableMap(new TreeMap<>(defines));
  }

  /**
   * The resource {@code name} beside a class, without macros.
   *
   * @throws IllegalStateException if there is none
   */
  public static KernelSource ofResource(Class<?> beside, String name) {
    return new KernelSource(name, read(beside, name), Map.of());
  }

  /**
   * The same behind what several sources have in common: a compiler finds no file to include.
   *
   * @param common another resource beside the class
   * @throws IllegalStateException if there is no such resource
   */
  public static KernelSource ofResource(Class<?> beside, String common, String name) {
    return new KernelSource(name, lines(beside, common) + lines(beside, name), Map.of());
  }

  /** With its own name and numbers of lines in messages. */
  private static String lines(Class<?> beside, String name) {
    return "#line 1 \"" + name + "\"\n" + read(beside, name);
  }

  private static String read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "class path: no " + name + " beside " + beside.getName() + "; the jar is incomplete");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same text with these macros. */
  public KernelSource with(Map<String, Integer> macros) {
    return new KernelSource(name, text, macros);
  }

  /** The macros as a compiler takes them, such as -DUNITS=2. */
  public List<String> options() {
    List<String> options = new ArrayList<>();
    defines.forEach((macro, value) -> options.add("-D" + macro + "=" + value));
    return options;
  }
}
