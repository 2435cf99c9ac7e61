package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Consumer;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.DeviceMemory;

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
    return tensors(manager, batch, DeviceMemory.HOST);
  }

  /**
   * Pads a batch.
   *
   * @param manager owns the tensors
   * @param batch at least one pair; sources are not empty
   * @param device of the manager
   */
  public TranslationInputs tensors(NDManager manager, PairBatch batch, DeviceMemory device) {
    int[][] sources = batch.sources();
    int[][] inputs = shifted(batch.targets());
    int steps = longest(sources);
    int targetSteps = longest(inputs);
    boolean ragged = isRagged(sources, steps);
    Tensors made = new Tensors(manager, device, type);
    return new TranslationInputs(
        made.ids(sources, steps, sourcePad),
        made.padded(sources, steps),
        ragged ? made.encoderMask(sources, steps) : null,
        made.ids(inputs, targetSteps, targetPad),
        made.padded(inputs, targetSteps),
        made.decoderMask(sources, ragged, steps, targetSteps),
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

  /** Makes tensors of what Java writes. */
  private record Tensors(NDManager manager, DeviceMemory device, DataType type) {
    NDArray ids(int[][] rows, int steps, int pad) {
      return filled(
          manager.create(new Shape(steps, rows.length), DataType.INT64),
          memory -> {
            for (int t = 0; t < steps; t++) {
              for (int b = 0; b < rows.length; b++) {
                long id = t < rows[b].length ? rows[b][t] : pad;
                memory.setAtIndex(ValueLayout.JAVA_LONG, (long) t * rows.length + b, id);
              }
            }
          });
    }

    NDArray padded(int[][] rows, int steps) {
      if (!isRagged(rows, steps)) {
        return null;
      }
      return filled(
          manager.create(new Shape(steps, rows.length), DataType.UINT8),
          memory -> {
            for (int t = 0; t < steps; t++) {
              for (int b = 0; b < rows.length; b++) {
                byte flag = (byte) (t < rows[b].length ? 0 : 1);
                memory.set(ValueLayout.JAVA_BYTE, (long) t * rows.length + b, flag);
              }
            }
          });
    }

    NDArray encoderMask(int[][] sources, int steps) {
      return filled(
          manager.create(new Shape(sources.length, 1, steps), type),
          memory -> {
            MaskWriter writer = new MaskWriter(memory, type);
            for (int[] source : sources) {
              writer.visible(source.length);
              writer.hidden(steps - source.length);
            }
          });
    }

    NDArray decoderMask(int[][] sources, boolean ragged, int steps, int targetSteps) {
      int batch = ragged ? sources.length : 1;
      return filled(
          manager.create(new Shape(batch, targetSteps, steps + targetSteps), type),
          memory -> {
            MaskWriter writer = new MaskWriter(memory, type);
            for (int b = 0; b < batch; b++) {
              for (int t = 0; t < targetSteps; t++) {
                writer.visible(sources[b].length);
                writer.hidden(steps - sources[b].length);
                writer.visible(t + 1);
                writer.hidden(targetSteps - t - 1);
              }
            }
          });
    }

    private NDArray filled(NDArray array, Consumer<MemorySegment> writer) {
      device.fill(device.of(array), writer);
      return array;
    }
  }

  /** Writes 0 and minus infinity one after the other. */
  private static final class MaskWriter {
    private final MemorySegment memory;
    private final boolean isDouble;
    private long at;

    MaskWriter(MemorySegment memory, DataType type) {
      this.memory = memory;
      isDouble = type == DataType.FLOAT64;
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
