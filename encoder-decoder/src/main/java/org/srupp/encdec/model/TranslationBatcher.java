package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.TensorMemory;

/** Turns sentence pairs into padded tensors and masks. */
public final class TranslationBatcher {
  private final int sourcePad;
  private final int targetPad;
  private final int start;
  private final int end;
  private final DataType type;

  /**
   * Prepares for given vocabularies.
   *
   * @param sourcePad source id of padding
   * @param targetPad target id of padding
   * @param start target id that opens every input
   * @param end target id that closes every output
   * @param type of masks: FLOAT32, or FLOAT64 for checks
   */
  public TranslationBatcher(int sourcePad, int targetPad, int start, int end, DataType type) {
    this.sourcePad = sourcePad;
    this.targetPad = targetPad;
    this.start = start;
    this.end = end;
    this.type = type;
  }

  /**
   * Pads a batch.
   *
   * @param manager owns the tensors
   * @param batch at least one pair; sources are not empty
   */
  public TranslationInputs tensors(NDManager manager, PairBatch batch) {
    int[][] sources = batch.sources();
    int[][] inputs = shifted(batch.targets());
    int steps = longest(sources);
    int targetSteps = longest(inputs);
    boolean ragged = isRagged(sources, steps);
    return new TranslationInputs(
        ids(manager, sources, steps, sourcePad),
        padded(manager, sources, steps),
        ragged ? encoderMask(manager, sources, steps) : null,
        ids(manager, inputs, targetSteps, targetPad),
        padded(manager, inputs, targetSteps),
        decoderMask(manager, sources, ragged, steps, targetSteps),
        labels(batch.targets(), targetSteps),
        Arrays.stream(inputs).mapToLong(i -> i.length).sum());
  }

  private int[][] shifted(int[][] targets) {
    int[][] inputs = new int[targets.length][];
    for (int b = 0; b < targets.length; b++) {
      inputs[b] = new int[targets[b].length + 1];
      inputs[b][0] = start;
      System.arraycopy(targets[b], 0, inputs[b], 1, targets[b].length);
    }
    return inputs;
  }

  private int[] labels(int[][] targets, int steps) {
    int batch = targets.length;
    int[] labels = new int[steps * batch];
    Arrays.fill(labels, -1);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t <= targets[b].length; t++) {
        labels[t * batch + b] = t < targets[b].length ? targets[b][t] : end;
      }
    }
    return labels;
  }

  private static int longest(int[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> row.length).max().orElseThrow();
  }

  private static boolean isRagged(int[][] rows, int steps) {
    return Arrays.stream(rows).anyMatch(row -> row.length < steps);
  }

  private static NDArray ids(NDManager manager, int[][] rows, int steps, int pad) {
    NDArray array = manager.create(new Shape(steps, rows.length), DataType.INT64);
    MemorySegment memory = TensorMemory.of(array);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows.length; b++) {
        long id = t < rows[b].length ? rows[b][t] : pad;
        memory.setAtIndex(ValueLayout.JAVA_LONG, (long) t * rows.length + b, id);
      }
    }
    return array;
  }

  private static NDArray padded(NDManager manager, int[][] rows, int steps) {
    if (!isRagged(rows, steps)) {
      return null;
    }
    NDArray array = manager.create(new Shape(steps, rows.length), DataType.UINT8);
    MemorySegment memory = TensorMemory.of(array);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows.length; b++) {
        byte flag = (byte) (t < rows[b].length ? 0 : 1);
        memory.set(ValueLayout.JAVA_BYTE, (long) t * rows.length + b, flag);
      }
    }
    return array;
  }

  private NDArray encoderMask(NDManager manager, int[][] sources, int steps) {
    NDArray mask = manager.create(new Shape(sources.length, 1, steps), type);
    MaskWriter writer = new MaskWriter(mask);
    for (int[] source : sources) {
      writer.visible(source.length);
      writer.hidden(steps - source.length);
    }
    return mask;
  }

  private NDArray decoderMask(
      NDManager manager, int[][] sources, boolean ragged, int steps, int targetSteps) {
    int batch = ragged ? sources.length : 1;
    NDArray mask = manager.create(new Shape(batch, targetSteps, steps + targetSteps), type);
    MaskWriter writer = new MaskWriter(mask);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < targetSteps; t++) {
        writer.visible(sources[b].length);
        writer.hidden(steps - sources[b].length);
        writer.visible(t + 1);
        writer.hidden(targetSteps - t - 1);
      }
    }
    return mask;
  }

  /** Writes 0 and minus infinity one after the other. */
  private static final class MaskWriter {
    private final MemorySegment memory;
    private final boolean isDouble;
    private long at;

    MaskWriter(NDArray mask) {
      memory = TensorMemory.of(mask);
      isDouble = mask.getDataType() == DataType.FLOAT64;
    }

    void visible(int count) {
      write(count, 0);
    }

    void hidden(int count) {
      write(count, Double.NEGATIVE_INFINITY);
    }

    private void write(int count, double value) {
      for (int i = 0; i < count; i++, at++) {
        if (isDouble) {
          memory.setAtIndex(ValueLayout.JAVA_DOUBLE, at, value);
        } else {
          memory.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) value);
        }
      }
    }
  }
}
