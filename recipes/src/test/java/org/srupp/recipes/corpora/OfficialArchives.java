package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.corpora.archive.Archives;

/** Archives with the layout and the counts of the official ones, and text that means nothing. */
public final class OfficialArchives {
  private static final int TALKS = 1_361;
  private static final int POOL = 171_721;

  /** Pairs that fairseq's limits leave out. */
  private static final int UNEQUAL = 174_443 - 167_522;

  private OfficialArchives() {}

  /** de-en.tgz of WIT3: 171,721 pairs in 1,361 talks, and five evaluation sets. */
  public static Path iwslt14(Path file) throws IOException {
    Archives archive = new Archives().file("de-en/README", "read me");
    archive.file("de-en/train.en", "monolingual\n");
    for (String language : List.of("de", "en")) {
      archive.file("de-en/train.tags.de-en." + language, tags(language));
      for (IwsltPreset.TestSet set : IwsltPreset.FAIRSEQ.testSets()) {
        archive.file("de-en/" + set.file(language), xml(set, language));
      }
    }
    return archive.tarGz(file);
  }

  private static String tags(String language) {
    StringBuilder text = new StringBuilder();
    int pair = 0;
    for (int talk = 0; talk < TALKS; talk++) {
      text.append("<url>http://talk/").append(talk).append("</url>\n");
      text.append("<keywords>a, b</keywords>\n<talkid>").append(talk).append("</talkid>\n");
      text.append("<title>Title ").append(talk).append("</title>\n");
      text.append("<description>About ").append(talk).append("</description>\n");
      int end = (int) ((long) POOL * (talk + 1) / TALKS);
      for (; pair < end; pair++) {
        boolean unequal = pair % 24 == 5 && pair / 24 < UNEQUAL;
        text.append(unequal && language.equals("de") ? "viel mehr als dort " : "wort ");
        text.append(language).append(' ').append(pair).append(" .\n");
      }
    }
    return text.toString();
  }

  private static String xml(IwsltPreset.TestSet set, String language) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mteval>");
    text.append("<refset><doc docid=\"1\">\n<title>No segment</title>\n");
    for (int i = 1; i <= set.segments(); i++) {
      text.append("<seg id=\"").append(i).append("\"> ").append(set.name()).append(' ');
      text.append(language).append("\u2019s R & amp ; D ").append(i).append(" </seg>\n");
    }
    return text.append("</doc></refset></mteval>\n").toString();
  }

  /** The six files of Multi30k: 29,000, 1,014 and 1,000 pairs. */
  public static Path multi30k(Path folder) throws IOException {
    Files.createDirectories(folder);
    int[] pairs = {29_000, 1_014, 1_000};
    List<String> names = List.of("train", "val", "test_2016_flickr");
    for (int i = 0; i < names.size(); i++) {
      for (String language : List.of("de", "en")) {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < pairs[i]; n++) {
          lines.add("Wort " + language + " " + n % 1_000 + ".");
        }
        Files.write(
            folder.resolve(names.get(i) + "." + language + ".gz"),
            Archives.gzip(String.join("\n", lines) + "\n"));
      }
    }
    return folder;
  }
}
