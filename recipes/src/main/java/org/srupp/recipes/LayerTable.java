package org.srupp.recipes;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.config.LanguageModelSection;
import org.srupp.recipes.config.LanguageModelSection.Architecture;
import org.srupp.recipes.config.SruppLanguageSection;
import org.srupp.recipes.config.TransformerXlSection;

/** What the layers of a language model are, a line each. */
record LayerTable(LanguageModelSection model) {

  void print(PrintWriter out) {
    for (int first = 1; first <= model.layers(); first = end(first)) {
      int last = end(first) - 1;
      out.println(
          (first == last ? "  layer " + first : "  layers " + first + " to " + last)
              + ": "
              + describe(first));
    }
  }

  /** The layer after the last that is like {@code first}. */
  private int end(int first) {
    int layer = first + 1;
    while (layer <= model.layers() && model.hasAttention(layer) == model.hasAttention(first)) {
      layer++;
    }
    return layer;
  }

  private String describe(int layer) {
    List<String> parts = new ArrayList<>();
    parts.add("width " + model.hidden());
    switch (model) {
      case SruppLanguageSection srupp -> {
        if (srupp.architecture() != Architecture.SRU) {
          parts.add("projected to " + srupp.projection());
        }
      }
      case TransformerXlSection xl -> parts.add("feed-forward " + xl.feedForward());
    }
    if (model.hasAttention(layer)) {
      parts.add(model.heads() == 1 ? "attention" : "attention of " + model.heads() + " heads");
    }
    return String.join(", ", parts);
  }
}
