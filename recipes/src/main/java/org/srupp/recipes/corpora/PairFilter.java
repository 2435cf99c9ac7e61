package org.srupp.recipes.corpora;

import java.lang.Character.UnicodeScript;
import java.util.Optional;

/** Decides pair by pair what is left out; one filter sees the pairs of one part in their order. */
final class PairFilter {
  /** Longest line that is ever kept, in characters: more is no sentence. */
  static final int MAX_CHARACTERS = 10_000;

  private static final double SCRIPT_SHARE = 0.5;

  private final FilterConfig config;
  private final HashSeen seen = new HashSeen();

  PairFilter(FilterConfig config) {
    this.config = config;
  }

  /** Why a pair is left out, and figures. */
  record Verdict(DropReason reason, String detail) {}

  /**
   * Looks at the next pair.
   *
   * @param target null if the line has no second side
   * @return empty if it is kept
   */
  Optional<Verdict> verdict(String source, String target) {
    if (target == null && !source.isBlank()) {
      return drop(DropReason.NO_TAB, "");
    }
    if (target == null || source.isBlank() || target.isBlank()) {
      return drop(DropReason.EMPTY, "");
    }
    int longest = Math.max(source.length(), target.length());
    if (longest > MAX_CHARACTERS) {
      return drop(DropReason.TOO_LONG, longest + " characters");
    }
    Optional<Verdict> verdict = byWords(source, target).or(() -> byScript(source, target));
    if (verdict.isEmpty() && config.dropDuplicates() && !seen.add(source, target)) {
      return drop(DropReason.DUPLICATE, "");
    }
    return verdict;
  }

  private Optional<Verdict> byWords(String source, String target) {
    if (config.minWords() == 0 && config.maxWords() == 0 && config.maxRatio() == 0) {
      return Optional.empty();
    }
    return byWords(
        config,
        WordCounter.WHITE_SPACE.count("", source),
        WordCounter.WHITE_SPACE.count("", target));
  }

  /** The part of the decision that reads the numbers of words only. */
  static Optional<Verdict> byWords(FilterConfig config, int source, int target) {
    String counts = source + " and " + target + " words";
    int fewest = Math.min(source, target);
    int most = Math.max(source, target);
    if (fewest < config.minWords()) {
      return drop(DropReason.TOO_FEW_WORDS, counts);
    }
    if (config.maxWords() > 0 && most > config.maxWords()) {
      return drop(DropReason.TOO_MANY_WORDS, counts);
    }
    if (config.maxRatio() > 0 && most > config.maxRatio() * fewest) {
      return drop(DropReason.RATIO, counts);
    }
    return Optional.empty();
  }

  private Optional<Verdict> byScript(String source, String target) {
    return byScript("source", config.sourceScript(), source)
        .or(() -> byScript("target", config.targetScript(), target));
  }

  private static Optional<Verdict> byScript(String side, UnicodeScript script, String line) {
    if (script == null) {
      return Optional.empty();
    }
    int[] letters = line.codePoints().filter(Character::isLetter).toArray();
    int own = 0;
    for (int letter : letters) {
      own += UnicodeScript.of(letter) == script ? 1 : 0;
    }
    // A line of numbers only is of every script.
    if (own >= SCRIPT_SHARE * letters.length) {
      return Optional.empty();
    }
    return drop(
        DropReason.SCRIPT, side + ": " + own + " of " + letters.length + " letters are " + script);
  }

  private static Optional<Verdict> drop(DropReason reason, String detail) {
    return Optional.of(new Verdict(reason, detail));
  }
}
