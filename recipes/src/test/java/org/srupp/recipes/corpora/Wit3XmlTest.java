package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Wit3XmlTest {
  @TempDir Path folder;

  private Path write(String body) throws IOException {
    return Files.writeString(
        folder.resolve("set.xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mteval>\n" + body + "\n</mteval>\n");
  }

  private String refused(String body) throws IOException {
    Path file = write(body);
    return assertThrows(CorpusException.class, () -> Wit3Xml.segments(file)).getMessage();
  }

  @Test
  void segmentsAreTrimmedAndEntitiesResolved() throws IOException {
    Path file =
        write(
            "<doc docid=\"1\"><title>not a segment</title>\n"
                + "<seg id=\"1\"> a &lt;b&gt; &amp; c </seg>\n<seg id=\"2\">R & amp ; D</seg>\n"
                + "<seg id=\"3\">\u00FC \uD83D\uDE00\n</seg><seg id=\"4\"></seg></doc>");
    assertEquals(List.of("a <b> & c", "R & D", "\u00FC \uD83D\uDE00", ""), Wit3Xml.segments(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A & B", "&nbsp;", "&#xZZ;", "&broken", "a < b"})
  void brokenEntitiesAreNamedByLine(String text) throws IOException {
    String message = refused("<doc>\n<seg id=\"1\">" + text + "</seg></doc>");
    assertTrue(
        message.matches(
            ".*set\\.xml, line [45]: not well-formed XML \\(.*\\); use the original file"),
        message);
  }

  @Test
  void cutFilesAreNamed() throws IOException {
    Path file = write("<doc><seg id=\"1\">a</seg></doc>");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 12));
    String message = assertThrows(CorpusException.class, () -> Wit3Xml.segments(file)).getMessage();
    assertTrue(message.contains("not well-formed XML ("), message);
  }

  @Test
  void documentTypesAreRefused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("evil.xml"),
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n<x><seg>&e;</seg></x>");
    assertEquals(
        file + ", line 1: a document type is not allowed here; use the original file",
        assertThrows(CorpusException.class, () -> Wit3Xml.segments(file)).getMessage());
  }

  /** The evaluation sets of two years agree but for five English segments. */
  @ParameterizedTest
  @EnabledIf("org.srupp.recipes.corpora.SharedData#isThere")
  @CsvSource({"dev2010,887", "tst2010,1565"})
  void officialSetsHaveTheirSegments(String set, int segments) {
    Path in = SharedData.folder().resolve("iwslt14");
    List<String> german = Wit3Xml.segments(in.resolve("IWSLT16.TED." + set + ".de-en.de.xml.gz"));
    List<String> english = Wit3Xml.segments(in.resolve("IWSLT16.TED." + set + ".de-en.en.xml.gz"));
    assertEquals(segments, german.size());
    assertEquals(segments, english.size());
    for (String segment : german) {
      assertFalse(segment.isBlank());
      assertFalse(segment.contains("<seg"), segment);
    }
  }
}
