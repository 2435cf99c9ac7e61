package org.srupp.recipes.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of the recipes that come with the project. */
final class ProjectRecipes {
  static final List<String> NAMES =
      List.of(
          "billion-word-base",
          "billion-word-large",
          "demo",
          "enwik8-42m",
          "enwik8-42m-16x768",
          "enwik8-42m-k10",
          "enwik8-42m-k2",
          "enwik8-42m-k5",
          "enwik8-42m-no-attention",
          "enwik8-42m-no-norm",
          "enwik8-attention-10",
          "enwik8-attention-10-heads-2",
          "enwik8-attention-2-4-6-8-10",
          "enwik8-attention-3-6-9",
          "enwik8-attention-5-10-heads-2",
          "enwik8-attention-6-7-8-9-10",
          "enwik8-attention-8-9-10",
          "enwik8-base",
          "enwik8-base-k5",
          "enwik8-base-no-norm",
          "enwik8-large",
          "enwik8-large-8to1",
          "enwik8-ratio-10",
          "enwik8-ratio-6",
          "enwik8-ratio-8",
          "enwik8-ratio-8-k5",
          "enwik8-transformer-xl",
          "files",
          "iwslt14-de-en",
          "iwslt14-de-en-fairseq",
          "iwslt14-de-en-k2",
          "iwslt14-de-en-k2-fairseq",
          "iwslt14-de-en-transformer",
          "multi30k-de-en",
          "multi30k-de-en-transformer",
          "shakespeare-bytes",
          "shakespeare-transformer-xl",
          "text",
          "text-words-small",
          "wikitext103-base",
          "wikitext103-large",
          "wikitext103-large-8to1",
          "wikitext103-large-8to1-k5");

  private ProjectRecipes() {}

  /** What messages call the file. */
  static String file(String name) {
    return "recipes/" + name + ".yaml";
  }

  static InputStream open(String name) throws IOException {
    InputStream in = ProjectRecipes.class.getResourceAsStream("/" + file(name));
    if (in == null) {
      throw new IOException(file(name) + " is missing from the program; build it again");
    }
    return in;
  }
}
