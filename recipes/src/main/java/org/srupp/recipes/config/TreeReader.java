package org.srupp.recipes.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns YAML or JSON text into nodes with lines; refuses what a recipe has no use for: anchors,
 * aliases and tags.
 */
final class TreeReader {
  // A recipe has three levels; a file of brackets must not exhaust the stack.
  private static final int DEEPEST = 16;
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonFactory JSON = new JsonFactory();

  // How the parser names a place inside a sentence: source, line and column.
  private static final Pattern LOCATION =
      Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: \\d+\\]");

  private final String source;
  private final JsonParser parser;
  private final Mistakes mistakes;

  private TreeReader(String source, JsonParser parser, Mistakes mistakes) {
    this.source = source;
    this.parser = parser;
    this.mistakes = mistakes;
  }

  static Node.Mapping readYaml(String source, String text, Mistakes mistakes) {
    int before = mistakes.count();
    refuseTabs(source, text, mistakes);
    if (mistakes.count() > before) {
      return Node.Mapping.empty(new Place(source, 0));
    }
    return read(source, text, YAML, mistakes);
  }

  static Node.Mapping readJson(String source, String text, Mistakes mistakes) {
    return read(source, text, JSON, mistakes);
  }

  private static Node.Mapping read(
      String source, String text, JsonFactory factory, Mistakes mistakes) {
    Place start = new Place(source, 0);
    try (JsonParser parser = factory.createParser(text)) {
      TreeReader reader = new TreeReader(source, parser, mistakes);
      if (parser.nextToken() == null) {
        return Node.Mapping.empty(start);
      }
      Node root = reader.node(0);
      if (parser.nextToken() != null) {
        mistakes.add(reader.place(), "a second document begins; a file holds one");
      }
      if (root instanceof Node.Mapping mapping) {
        return mapping;
      }
      mistakes.add(root.place(), "expected keys with values, found " + root.describe());
    } catch (JsonProcessingException e) {
      String advice = factory == JSON ? "; the file is damaged, copy it again" : "";
      mistakes.add(placeOf(source, e), "cannot be parsed: " + problem(e) + advice);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a String has no I/O
    }
    return Node.Mapping.empty(start);
  }

  // YAML forbids them in indentation; the parser stops at the first, and with a sentence that few
  // understand.
  private static void refuseTabs(String source, String text, Mistakes mistakes) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = lines[i].length() - lines[i].stripLeading().length();
      if (!lines[i].isBlank() && lines[i].substring(0, first).indexOf('\t') >= 0) {
        mistakes.add(new Place(source, i + 1), "is indented with a tab; YAML wants spaces");
      }
    }
  }

  private Node node(int depth) throws IOException {
    Place place = place();
    if (depth > DEEPEST) {
      throw new JsonTooDeepException(parser);
    }
    refuseReferences(place);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(place, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(place, depth);
    }
    String text = parser.getText();
    return new Node.Scalar(place, text == null ? "" : text, token == JsonToken.VALUE_NULL);
  }

  private Node.Mapping mapping(Place place, int depth) throws IOException {
    Node.Mapping mapping = Node.Mapping.empty(place);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Place keyPlace = place();
      parser.nextToken();
      Node value = node(depth + 1);
      Node earlier = mapping.entries().putIfAbsent(key, at(keyPlace, value));
      if (earlier != null) {
        mistakes.add(
            keyPlace,
            "key " + key + " stands here a second time, first in line " + earlier.place().line());
      }
    }
    return mapping;
  }

  private Node.Sequence sequence(Place place, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Node.Sequence(place, items);
  }

  // A block's first token is its first key, one line down; people look for the key that names it.
  private static Node at(Place place, Node node) {
    if (node instanceof Node.Mapping mapping) {
      return new Node.Mapping(place, mapping.entries());
    }
    if (node instanceof Node.Sequence sequence) {
      return new Node.Sequence(place, sequence.items());
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return new Node.Scalar(place, scalar.text(), scalar.empty());
  }

  // The parser does not show a scalar's anchor; one that no alias repeats does no harm.
  private void refuseReferences(Place place) throws IOException {
    if (!(parser instanceof YAMLParser yaml)) {
      return;
    }
    if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
      mistakes.add(place, "anchors and aliases (& and *) are not for recipes; write the value out");
    }
    if (yaml.getTypeId() != null) {
      mistakes.add(place, "tags (!) are not for recipes; write the plain value");
    }
  }

  private Place place() {
    return new Place(source, parser.currentTokenLocation().getLineNr());
  }

  private static Place placeOf(String source, JsonProcessingException e) {
    return new Place(
        source, e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr()));
  }

  // The parser's text goes on with an excerpt and its own name for the file.
  private static String problem(JsonProcessingException e) {
    List<String> parts = new ArrayList<>();
    String message = LOCATION.matcher(e.getOriginalMessage()).replaceAll("line $1");
    for (String line : message.split("\n")) {
      if (!line.isBlank() && !line.startsWith(" ")) {
        parts.add(line.strip());
      }
    }
    return String.join(", ", parts);
  }

  /** Nesting past any recipe's. */
  private static final class JsonTooDeepException extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    JsonTooDeepException(JsonParser parser) {
      super("nested more than " + DEEPEST + " levels deep", parser.currentTokenLocation());
    }
  }
}
