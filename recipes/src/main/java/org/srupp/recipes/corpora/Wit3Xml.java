package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.srupp.recipes.corpora.archive.FileReasons;

/**
 * Reads the segments of a WIT3 evaluation file: the trimmed text of every seg element, in file
 * order.
 */
final class Wit3Xml {
  private Wit3Xml() {}

  /**
   * @throws CorpusException if the file is no XML or has a document type, which these files never
   *     have and which could make the parser read other files
   */
  static List<String> segments(Path file) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text(file)));
      List<String> segments = new ArrayList<>();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw new CorpusException(
              file
                  + ", line "
                  + xml.getLocation().getLineNumber()
                  + ": a document type is not allowed here; use the original file");
        }
        if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("seg")) {
          segments.add(xml.getElementText().strip());
        }
      }
      return segments;
    } catch (XMLStreamException e) {
      throw new CorpusException(
          file
              + ", line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNumber())
              + ": not well-formed XML ("
              + e.getMessage().replace('\n', ' ')
              + "); use the original file");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** The archive has the broken entity "& amp ;" in places; the authors' loader mends it too. */
  private static String text(Path file) {
    var text = new StringBuilder();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        text.append(line.replace("& amp ;", "&amp;")).append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + FileReasons.of(e), e);
    }
  }
}
