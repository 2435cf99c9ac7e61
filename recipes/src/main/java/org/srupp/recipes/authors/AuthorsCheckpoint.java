package org.srupp.recipes.authors;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.layers.WordConfig;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.encdec.model.SruppLanguageConfig;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.checkpoint.CheckpointException;
import org.srupp.seq2seq.checkpoint.TensorCasts;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorLayout;
import org.srupp.seq2seq.checkpoint.TensorType;
import org.srupp.seq2seq.checkpoint.TorchFile;

/** A checkpoint of the authors' language-model scripts, read as a model of a recipe. */
public final class AuthorsCheckpoint {
  private static final int LISTED = 10;

  private final TorchFile file;
  private final String recipe;

  /**
   * @param recipe its name, for messages
   */
  public AuthorsCheckpoint(TorchFile file, String recipe) {
    this.file = file;
    this.recipe = recipe;
  }

  /**
   * Number of tokens that the checkpoint knows, which no recipe says.
   *
   * @param words both ends of the recipe's model
   * @throws CheckpointException if it has not the tensor that would say it
   */
  public int vocabulary(WordConfig words) {
    List<Integer> cutoffs =
        words instanceof AdaptiveWordConfig adaptive ? adaptive.cutoffs() : List.of();
    String name =
        words instanceof AdaptiveWordConfig
            ? "output_layer.out_layers." + cutoffs.size() + ".bias"
            : "output_layer.bias";
    TensorLayout bias = file.layouts().get(name);
    if (bias == null || bias.shape().length != 1) {
      throw misfit(
          List.of(
              name
                  + (bias == null ? " is missing" : " is " + bias)
                  + ", expected one value a token; the checkpoint has "
                  + file.layouts().keySet().stream()
                      .filter(each -> each.startsWith("output_layer."))
                      .limit(2)
                      .toList()));
    }
    int before = cutoffs.isEmpty() ? 0 : cutoffs.getLast();
    return Math.toIntExact(before + bias.shape()[0]);
  }

  /**
   * Reads the model.
   *
   * @param arena owns what has to be copied
   * @throws CheckpointException if a tensor is missing, of another shape, or too many; names up to
   *     ten and counts the rest; or if a value is not finite
   */
  public ImportedModel read(SruppLanguageConfig config, Arena arena) {
    Map<String, long[]> expected = new LinkedHashMap<>();
    for (ParameterSpec spec : LanguageModel.specs(config)) {
      expected.put(spec.name(), spec.shape());
    }
    List<String> wrong = new ArrayList<>();
    expected.forEach((name, shape) -> compare(name, shape, wrong));
    Extras extras = new Extras(file, config, expected.keySet());
    extras.sort(wrong);
    if (!wrong.isEmpty()) {
      throw misfit(wrong);
    }
    Map<String, Integer> gates = GateRows.find(expected);
    List<TensorEntry> tensors = new ArrayList<>();
    for (String name : expected.keySet()) {
      tensors.add(converted(name, gates.getOrDefault(name, 1), arena));
    }
    requireFinite(tensors);
    return new ImportedModel(tensors, extras.dropped(), extras.leftOver());
  }

  private void compare(String name, long[] shape, List<String> wrong) {
    TensorLayout layout = file.layouts().get(name);
    boolean decimal = layout != null && TensorCasts.isFloat(layout.dtype());
    TensorLayout expected = new TensorLayout(decimal ? layout.dtype() : TensorType.F32, shape);
    if (layout == null) {
      wrong.add(name + " is missing, expected " + expected);
    } else if (!layout.equals(expected)) {
      wrong.add(name + " is " + layout + ", expected " + expected);
    }
  }

  private void requireFinite(List<TensorEntry> tensors) {
    for (TensorEntry tensor : tensors) {
      long broken = FiniteValues.firstBroken(tensor.data());
      if (broken >= 0) {
        float value = tensor.data().get(FiniteValues.FLOAT, broken * Float.BYTES);
        throw new CheckpointException(
            file.path()
                + ": "
                + tensor.name()
                + " holds "
                + value
                + ", expected finite numbers in float32; the training that saved it had diverged,"
                + " take an earlier checkpoint");
      }
    }
  }

  private TensorEntry converted(String name, int k, Arena arena) {
    TensorEntry theirs = file.tensor(name);
    if (theirs.dtype() != TensorType.F32) {
      long bytes = new TensorLayout(TensorType.F32, theirs.shape()).byteSize();
      MemorySegment floats = arena.allocate(bytes, Float.BYTES);
      TensorCasts.toFloat32(theirs, floats);
      theirs = new TensorEntry(name, TensorType.F32, theirs.shape(), floats);
    }
    if (k == 1) {
      return theirs;
    }
    MemorySegment ours = arena.allocate(theirs.data().byteSize(), Float.BYTES);
    GateRows.toOurs(theirs.data(), ours, theirs.shape()[0], k);
    return new TensorEntry(name, TensorType.F32, theirs.shape(), ours);
  }

  private CheckpointException misfit(List<String> wrong) {
    String first = String.join("; ", wrong.subList(0, Math.min(LISTED, wrong.size())));
    String rest = wrong.size() <= LISTED ? "" : "; and " + (wrong.size() - LISTED) + " more";
    return new CheckpointException(
        file.path() + " does not fit recipe " + recipe + ": " + first + rest);
  }
}
