package org.srupp.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.GoldenTensor;
import org.srupp.testkit.TorchCheckpoint;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.Vocabulary;
import org.srupp.tokenizers.WordVocabulary;

/**
 * A language model of the authors' cases as the checkpoint that their script would have saved:
 * float64, with the buffers, and with tied projections under both names.
 */
record GoldenCheckpoint(GoldenCase golden) {

  boolean adaptive() {
    return golden.config().has("cutoffs");
  }

  int vocabulary() {
    return golden.config().get(adaptive() ? "n_token" : "vocab").asInt();
  }

  /** Writes {@code name.pt} and {@code vocabulary.txt} into a folder. */
  Path write(Path folder) throws IOException {
    Path vocabulary = folder.resolve("vocabulary.txt");
    words().write(vocabulary);
    TorchCheckpoint writer = TorchCheckpoint.named(golden.name());
    Path file = folder.resolve(golden.name() + ".pt");
    return Files.write(file, writer.save(writer.stateDict(tensors(writer), "", "rnn")));
  }

  Map<String, Object> tensors(TorchCheckpoint writer) {
    Map<String, Object> tensors = new LinkedHashMap<>();
    for (String name : golden.names()) {
      if (name.startsWith("param.") || name.startsWith("buffer.")) {
        tensors.put(name.substring(name.indexOf('.') + 1), tensor(writer, golden.tensor(name)));
      }
    }
    if (adaptive() && golden.config().get("tied_projections").asBoolean()) {
      for (String name : List.copyOf(tensors.keySet())) {
        if (name.startsWith("output_layer.out_projs.")) {
          tensors.put(name.replace("output_layer.out_", "embedding_layer.emb_"), tensors.get(name));
        }
      }
    }
    return tensors;
  }

  private static Object tensor(TorchCheckpoint writer, GoldenTensor tensor) {
    int count = tensor.values().length;
    ByteBuffer bytes = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : tensor.values()) {
      bytes.putDouble(value);
    }
    String key = writer.storage(bytes.array());
    long[] shape = tensor.shape();
    return writer.view("DoubleStorage", key, count, 0, shape, TorchCheckpoint.rowMajor(shape));
  }

  private CorpusVocabulary words() {
    if (!adaptive()) {
      long[] counts = new long[256];
      IntStream.range(0, vocabulary()).forEach(i -> counts['a' + i] = 1);
      return ByteVocabulary.of(counts);
    }
    List<Vocabulary.Entry> entries = new ArrayList<>();
    IntStream.range(0, vocabulary())
        .forEach(i -> entries.add(new Vocabulary.Entry(i == 0 ? "<eos>" : "w" + i, 1)));
    return new WordVocabulary(entries, "<eos>", Optional.empty());
  }

  /** A recipe of the project and what makes it the case's. */
  List<String> recipe() {
    JsonNode config = golden.config();
    JsonNode srupp = config.get("srupp");
    List<String> words =
        new ArrayList<>(List.of("--recipe", adaptive() ? "wikitext103-base" : "enwik8-base"));
    words.add("model.hidden=" + srupp.get("hidden_size").asInt());
    words.add("model.projection=" + srupp.get("proj_size").asInt());
    words.add("model.layers=" + srupp.get("num_layers").asInt());
    words.add("model.heads=" + srupp.get("num_heads").asInt());
    words.add("model.attentionEvery=" + srupp.get("attention_every_n_layers").asInt());
    words.add("model.layerNorm=" + (srupp.get("layer_norm").asBoolean() ? "pre" : "none"));
    if (adaptive()) {
      words.add("model.words.cutoffs=" + config.get("cutoffs"));
      words.add("model.words.size=" + config.get("n_e").asInt());
      words.add("model.words.divisor=" + config.get("div_val").asInt());
      words.add("model.words.tiedProjections=" + config.get("tied_projections").asBoolean());
    }
    return words;
  }

  int[] ids(String name) {
    double[] values = golden.tensor(name).values();
    int[] ids = new int[values.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) values[i];
    }
    return ids;
  }
}
