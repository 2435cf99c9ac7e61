package org.srupp.recipes.corpora;

import java.util.List;
import java.util.stream.Stream;
import org.srupp.recipes.corpora.download.RemoteFile;

/**
 * Where the official files of a corpus are. Sizes are those that download logs agree on; no
 * checksum is known from a second source, so none is asserted: {@code NAME.sha256} beside a file is
 * compared if there is one.
 */
public enum CorpusSource {
  MULTI30K(
      Stream.of("train", "val", "test_2016_flickr")
          .flatMap(split -> Stream.of(split + ".de.gz", split + ".en.gz"))
          .map(
              name ->
                  RemoteFile.of(
                      name,
                      "https://raw.githubusercontent.com/multi30k/dataset/master/data/task1/raw/"
                          + name))
          .toList()),
  IWSLT14(
      List.of(
          RemoteFile.of(
                  "de-en.tgz",
                  "https://dl.fbaipublicfiles.com/fairseq/data/iwslt14/de-en.tgz",
                  "https://wit3.fbk.eu/archive/2014-01/texts/de/en/de-en.tgz")
              .withBytes(19_982_877))),
  ENWIK8(
      List.of(
          RemoteFile.of(
              "enwik8.zip",
              "https://mattmahoney.net/dc/enwik8.zip",
              "http://mattmahoney.net/dc/enwik8.zip"))),
  WIKITEXT103(
      List.of(
          RemoteFile.of(
              "wikitext-103-v1.zip",
              "https://s3.amazonaws.com/research.metamind.io/wikitext/wikitext-103-v1.zip",
              "https://wikitext.smerity.com/wikitext-103-v1.zip"))),
  BILLION_WORD(
      List.of(
          RemoteFile.of(
              "1-billion-word-language-modeling-benchmark-r13output.tar.gz",
              "https://www.statmt.org/lm-benchmark/1-billion-word-language-modeling-benchmark-r13output.tar.gz",
              "http://www.statmt.org/lm-benchmark/1-billion-word-language-modeling-benchmark-r13output.tar.gz"),
          RemoteFile.of(
              "1b_word_vocab.txt",
              "https://github.com/rafaljozefowicz/lm/raw/master/1b_word_vocab.txt")));

  private final List<RemoteFile> files;

  CorpusSource(List<RemoteFile> files) {
    this.files = files;
  }

  /** The files to fetch. */
  public List<RemoteFile> files() {
    return files;
  }
}
