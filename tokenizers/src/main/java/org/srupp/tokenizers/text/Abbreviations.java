package org.srupp.tokenizers.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Words of a language after which a full stop is part of the word. The list is ours, a resource
 * {@code abbreviations.LANGUAGE.txt}: words with blanks between them, {@code #} starts a comment,
 * and what follows {@code before numbers:} counts only where a number follows.
 */
record Abbreviations(Set<String> always, Set<String> beforeNumbers) {
  private static final String BEFORE_NUMBERS = "before numbers:";
  private static final ConcurrentMap<String, Abbreviations> READ = new ConcurrentHashMap<>();

  static Abbreviations of(String language) {
    return READ.computeIfAbsent(language, Abbreviations::read);
  }

  private static Abbreviations read(String language) {
    Set<String> always = new HashSet<>();
    Set<String> beforeNumbers = new HashSet<>();
    try (InputStream in =
            Abbreviations.class.getResourceAsStream("abbreviations." + language + ".txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String content = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
        boolean numbers = content.startsWith(BEFORE_NUMBERS);
        String words = numbers ? content.substring(BEFORE_NUMBERS.length()) : content;
        WhiteSpace.split(words, (numbers ? beforeNumbers : always)::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Abbreviations(Set.copyOf(always), Set.copyOf(beforeNumbers));
  }
}
