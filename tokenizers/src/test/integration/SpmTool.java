import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.srupp.tokenizers.SentencePieceTokenizer;
import org.srupp.tokenizers.sentencepiece.Normalization;
import org.srupp.tokenizers.sentencepiece.PieceRules;
import org.srupp.tokenizers.sentencepiece.SentenceCounts;
import org.srupp.tokenizers.sentencepiece.SentencePieceConfig;
import org.srupp.tokenizers.sentencepiece.SentencePieceLearner;
import org.srupp.tokenizers.sentencepiece.SpecialPieces;

/** What spm-compare.sh runs on our side. */
class SpmTool {
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws IOException {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "learn" -> learn(SentencePieceConfig.of(Integer.parseInt(rest.get(0))), rest);
      case "learn-lossless" -> learn(lossless(Integer.parseInt(rest.get(0))), rest);
      case "pieces" -> pieces(SentencePieceTokenizer.read(Path.of(rest.get(0))));
      case "characters" -> characters().mapToObj(Character::toString).forEach(SpmTool::framed);
      case "normalized" -> characters().mapToObj(SpmTool::normalized).forEach(SpmTool::framed);
      default -> throw new IllegalArgumentException("unknown command " + arguments[0]);
    }
    OUT.flush();
  }

  private static void learn(SentencePieceConfig config, List<String> rest) throws IOException {
    SentenceCounts counts = new SentenceCounts(config);
    for (String file : rest.subList(2, rest.size())) {
      try (BufferedReader in = Files.newBufferedReader(Path.of(file))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          counts.add(line);
        }
      }
    }
    Files.write(Path.of(rest.get(1)), SentencePieceLearner.learn(config, counts));
  }

  private static SentencePieceConfig lossless(int size) {
    return new SentencePieceConfig(
        size,
        0.99,
        "",
        true,
        Normalization.LOSSLESS,
        PieceRules.DEFAULT,
        SpecialPieces.DEFAULT,
        List.of(),
        List.of());
  }

  private static void pieces(SentencePieceTokenizer tokenizer) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      OUT.append(String.join(" ", tokenizer.pieces(line))).append('\n');
    }
  }

  /** All that can stand in a line. */
  private static IntStream characters() {
    return IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
        .filter(cp -> cp != '\n' && cp != '\r' && (cp < 0xd800 || cp > 0xdfff));
  }

  private static void framed(String text) {
    OUT.append('#').append(text).append("#\n");
  }

  /** The rule nmt_nfkc on a character, without the table that is tested. */
  private static String normalized(int cp) {
    String blanks = "\t\f\u1680\u200b\u200c\u200e\u200f\u2028\u2029\u2581\ufeff\ufffd";
    if (blanks.indexOf(cp) >= 0) {
      return " ";
    }
    if (cp < ' ' || cp == 0x7f || cp == 0x8f || cp == 0x9f) {
      return "";
    }
    String text = Character.toString(cp);
    return cp == 0xff5e ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
