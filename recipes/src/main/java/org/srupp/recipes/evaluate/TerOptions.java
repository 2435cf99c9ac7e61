package org.srupp.recipes.evaluate;

import org.srupp.eval.TerConfig;
import picocli.CommandLine.Option;

/** The options of {@code evaluate} that change TER, with sacreBLEU's names and defaults. */
final class TerOptions {
  @Option(names = "--ter-normalized", description = "Tokenise and normalise for TER.")
  private boolean normalized;

  @Option(names = "--ter-no-punct", description = "Remove punctuation for TER.")
  private boolean withoutPunctuation;

  @Option(names = "--ter-asian-support", description = "Split Asian characters for TER.")
  private boolean asianSupport;

  @Option(names = "--ter-case-sensitive", description = "Keep case for TER.")
  private boolean caseSensitive;

  /** The settings. */
  TerConfig config() {
    return new TerConfig(normalized, withoutPunctuation, asianSupport, caseSensitive);
  }
}
