package org.srupp.recipes.translation;

import java.lang.Character.UnicodeScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.DataSection.Preset;
import org.srupp.recipes.config.FilterSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.SubwordsSection;
import org.srupp.recipes.corpora.Corpus;
import org.srupp.recipes.corpora.DemoPairs;
import org.srupp.recipes.corpora.FilterConfig;
import org.srupp.recipes.corpora.Iwslt14;
import org.srupp.recipes.corpora.IwsltPreset;
import org.srupp.recipes.corpora.Multi30k;
import org.srupp.recipes.corpora.UserFiles;
import org.srupp.recipes.corpora.WordCounter;
import org.srupp.tokenizers.text.MosesTokenizer;
import org.srupp.tokenizers.text.TextLanguage;

/** Finds the parallel corpus that a recipe names. */
final class Corpora {
  private Corpora() {}

  /**
   * The corpus; nothing is read yet.
   *
   * @throws IllegalArgumentException if the recipe does not say where the text is
   */
  static Corpus corpus(DataSection data) {
    FilterConfig filter = filter(data.filter());
    refuseFolder(data);
    return switch (data.corpus()) {
      case DEMO ->
          new DemoPairs(data.seed(), data.trainPairs(), data.validPairs(), data.testPairs());
      case MULTI30K -> new Multi30k(folder(data), filter);
      case IWSLT14 ->
          new Iwslt14(
              folder(data),
              data.preset() == Preset.FAIRSEQ ? IwsltPreset.FAIRSEQ : IwsltPreset.IMITKD,
              Corpora::mosesWords,
              filter);
      case FILES -> files(data, filter);
    };
  }

  // As fairseq's preparation, which measures lines after tokenizer.perl.
  private static int mosesWords(String language, String line) {
    TextLanguage known = TextLanguage.valueOf(language.toUpperCase(Locale.ROOT));
    String words = new MosesTokenizer(known, false, false).tokenize(line);
    return WordCounter.WHITE_SPACE.count(language, words);
  }

  private static FilterConfig filter(FilterSection filter) {
    return new FilterConfig(
        filter.minWords(),
        filter.maxWords(),
        filter.maxRatio(),
        filter.dropDuplicates(),
        script(filter.sourceScript()),
        script(filter.targetScript()));
  }

  private static UnicodeScript script(String name) {
    return name.isEmpty() ? null : UnicodeScript.forName(name);
  }

  private static Path folder(DataSection data) {
    if (data.folder().isBlank()) {
      throw new IllegalArgumentException(
          "the recipe reads "
              + data.corpus().name().toLowerCase(Locale.ROOT)
              + " from a folder, but none is named; give it with --data FOLDER");
    }
    return Path.of(data.folder());
  }

  // It is none that prepare made, or it had been taken over.
  private static void refuseFolder(DataSection data) {
    boolean reads =
        data.corpus() == DataSection.Corpus.MULTI30K || data.corpus() == DataSection.Corpus.IWSLT14;
    if (!reads && !data.folder().isBlank()) {
      throw new IllegalArgumentException(
          data.folder()
              + ": is no prepared folder (no prepared.json), and the corpus "
              + data.corpus().name().toLowerCase(Locale.ROOT)
              + " reads no other with --data; "
              + (data.corpus() == DataSection.Corpus.DEMO
                  ? "leave --data out"
                  : "name text with --src FILE --tgt FILE")
              + ", or name a folder that `srupp prepare` made");
    }
  }

  private static UserFiles files(DataSection data, FilterConfig filter) {
    if (data.src().isEmpty() == data.tsv().isEmpty()) {
      throw new IllegalArgumentException(
          data.src().isEmpty()
              ? "no training files are named; give them with --src FILE --tgt FILE"
              : "training files are named twice, by --src and by --tsv; give one of them");
    }
    UserFiles files =
        data.tsv().isEmpty()
            ? UserFiles.of(Path.of(data.src()), Path.of(data.tgt()), filter, data.seed())
            : UserFiles.ofTsv(Path.of(data.tsv()), filter, data.seed());
    if (!data.validSrc().isEmpty()) {
      files = files.withValid(Path.of(data.validSrc()), Path.of(data.validTgt()));
    }
    if (!data.testSrc().isEmpty()) {
      files = files.withTest(Path.of(data.testSrc()), Path.of(data.testTgt()));
    }
    return files;
  }

  /** The files on disk whose hashes identify what is prepared: text, and a model of subwords. */
  static List<Path> inputs(Recipe recipe, Corpus corpus) {
    List<Path> files = new ArrayList<>(corpus.inputs());
    if (recipe.subwords().kind() == SubwordsSection.Kind.SENTENCEPIECE) {
      files.add(Path.of(recipe.subwords().sentencePieceModel()));
    }
    if (!recipe.subwords().codes().isEmpty()) {
      files.add(Path.of(recipe.subwords().codes()));
    }
    return files;
  }
}
