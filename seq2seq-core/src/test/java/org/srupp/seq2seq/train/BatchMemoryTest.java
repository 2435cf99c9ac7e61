package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchMemoryTest {
  private static final String ENGINE =
      "[enforce fail at alloc_cpu.cpp:119] . DefaultCPUAllocator: can't allocate memory: you tried to"
          + " allocate 4096 bytes";

  /** Has memory for so many examples at once. */
  private static final class Narrow extends TinyModel {
    private final int room;
    private final String failure;

    Narrow(int room, String failure) {
      super(0);
      this.room = room;
      this.failure = failure;
    }

    @Override
    public Loss accumulate(TinyBatch batch, double scale, long seed) {
      if (batch.classes().length > room) {
        throw new IllegalStateException(failure + "\nsecond line");
      }
      return super.accumulate(batch, scale, seed);
    }

    @Override
    public Optional<TinyBatch> half(TinyBatch batch) {
      int half = batch.classes().length / 2;
      return half == 0
          ? Optional.empty()
          : Optional.of(
              new TinyBatch(
                  Arrays.copyOf(batch.inputs(), half), Arrays.copyOf(batch.classes(), half)));
    }
  }

  private static RuntimeException failure(TinyModel model) {
    TrainerConfig config = TinyConfigs.updates(1, 0);
    Optimizer optimizer = Optimizer.of(config.optimizer(), TinyRun.KERNEL, model.parameters());
    Updater<TinyBatch> updater = new Updater<>(config, model, optimizer, TinyRun.KERNEL);
    TinyBatch batch = new TinyBatch(new double[16][TinyModel.INPUTS], new int[16]);
    return assertThrows(RuntimeException.class, () -> updater.update(List.of(batch), 1, 0));
  }

  @ParameterizedTest
  @CsvSource({"15,2", "7,4", "2,8", "1,16"})
  void theBatchThatFitsIsFoundByHalves(int room, int part) {
    assertEquals(
        "no memory for a batch of 16 target tokens ("
            + ENGINE
            + "); a batch 1/"
            + part
            + " as large fits: divide batch.streams or batch.maxTokens by "
            + part,
        failure(new Narrow(room, ENGINE)).getMessage());
  }

  @Test
  void ofALongMessageTheBeginningIsTold() {
    String engine =
        "can't allocate memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 140.00"
            + " GiB of which 1024.00 KiB is free. Of the allocated memory 387.73 MiB is allocated";
    assertEquals(
        "no memory for a batch of 16 target tokens (can't allocate memory. Tried to allocate 20.00"
            + " MiB); a batch 1/2 as large fits: divide batch.streams or batch.maxTokens by 2",
        failure(new Narrow(8, engine)).getMessage());
  }

  @Test
  void aModelThatFitsWithNoBatchIsTooLarge() {
    assertEquals(
        "no memory for a batch of 16 target tokens ("
            + ENGINE
            + "); no smaller one fits either: take a smaller model",
        failure(new Narrow(0, ENGINE)).getMessage());
  }

  @Test
  void otherFailuresAreLeftAlone() {
    RuntimeException other = failure(new Narrow(7, "a shape is wrong"));
    assertEquals("a shape is wrong\nsecond line", other.getMessage());
  }
}
