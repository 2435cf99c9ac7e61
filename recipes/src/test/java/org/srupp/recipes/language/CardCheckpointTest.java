package org.srupp.recipes.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.encdec.model.LanguageModelTrainable;
import org.srupp.kernels.KernelCard;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.VectorResidual;
import org.srupp.kernels.cpu.VectorSoftmax;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.kernels.cuda.CudaCrossEntropy;
import org.srupp.kernels.cuda.CudaMask;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaResidual;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.CudaUpdate;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RecipeReader;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.device.ShimCards;
import org.srupp.recipes.training.Weights;
import org.srupp.seq2seq.checkpoint.CheckpointStore;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.SafetensorsWriter;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.data.BatchSource;
import org.srupp.seq2seq.data.DataPosition;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.ProgressListener;
import org.srupp.seq2seq.train.StopSignal;
import org.srupp.seq2seq.train.Trainer;
import org.srupp.seq2seq.train.TrainerHooks;
import org.srupp.seq2seq.train.TrainingCheckpoint;
import org.srupp.seq2seq.train.UpdateReport;

/** Weights, moments and carried state on their way between files and a card's memory. */
class CardCheckpointTest {
  private static final int VOCABULARY = 29;

  @TempDir Path folder;
  private final Arena arena = Arena.ofAuto();

  private LanguageRecipe recipe;

  @BeforeEach
  void readRecipe() throws IOException {
    recipe =
        new RecipeCatalog(new RecipeReader())
            .loadLanguage(
                "shakespeare-bytes",
                List.of(
                    "model.hidden=12",
                    "model.projection=6",
                    "model.layers=2",
                    "batch.streams=3",
                    "batch.unroll=5",
                    "train.precision=float32"));
  }

  @Test
  void firstWeightsAreTheSameBytes() throws IOException {
    for (Devices devices : List.of(host(), ShimCards.chosen())) {
      try (NDManager manager = TorchEngine.start(1)) {
        LanguageModel model = model(devices, manager);
        Path file = folder.resolve(name(devices));
        SafetensorsWriter.write(file, Weights.tensors(model.parameters(), arena), Map.of());
      }
    }
    assertArrayEquals(bytes("host"), bytes("card"));
  }

  @Test
  void weightsOfAFileComeBackAsTheyWere() throws IOException {
    firstWeightsAreTheSameBytes();
    try (NDManager manager = TorchEngine.start(1);
        SafetensorsFile file = SafetensorsFile.open(folder.resolve("host"))) {
      LanguageModel model =
          models(ShimCards.chosen()).build(manager, recipe.model(), VOCABULARY, 99);
      Weights.fill(model.parameters(), file);
      Path again = folder.resolve("again");
      SafetensorsWriter.write(again, Weights.tensors(model.parameters(), arena), Map.of());
    }
    assertArrayEquals(bytes("host"), bytes("again"));
  }

  @Test
  void aCheckpointOfTheHostGoesThroughTheCardUnchanged() throws IOException {
    Path first = train(host(), null, 3);
    Path second = train(ShimCards.chosen(), first, 0);
    for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(file)), Files.readAllBytes(second.resolve(file)), file);
    }
    try (SavedCheckpoint saved = SavedCheckpoint.open(second)) {
      assertTrue(saved.optimizer().names().contains("carried.c.1"), "state is carried");
    }
  }

  /** Goes on from a checkpoint, or begins; stops after so many updates and leaves a checkpoint. */
  private Path train(Devices devices, Path from, int updates) throws IOException {
    CheckpointStore store = new CheckpointStore(folder.resolve("run-" + name(devices)), 1);
    StopSignal stop = new StopSignal();
    if (updates == 0) {
      stop.request();
    }
    ProgressListener stopping =
        new ProgressListener() {
          @Override
          public void updated(UpdateReport report) {
            if (report.step() == updates) {
              stop.request();
            }
          }
        };
    try (NDManager manager = TorchEngine.start(1);
        LanguageModelTrainable trainable =
            new LanguageModelTrainable(manager, model(devices, manager), 9)) {
      Trainer<StreamChunk> trainer =
          new Trainer<>(
              LanguageSettings.trainer(recipe),
              trainable,
              new MadeSource(new MadeText(recipe.batch(), VOCABULARY, 1)),
              updates(devices),
              new TrainerHooks(
                  update -> {
                    throw new AssertionError("no validation is due");
                  },
                  snapshot -> store.save(TrainingCheckpoint.of(snapshot), false),
                  stopping,
                  stop));
      if (from != null) {
        try (SavedCheckpoint saved = SavedCheckpoint.open(from)) {
          TrainingCheckpoint.restore(saved, trainable, trainer);
        }
      }
      trainer.run();
    }
    return store.folder(store.steps().getLast());
  }

  private static Devices host() {
    return ShimCards.devices();
  }

  private static String name(Devices devices) {
    return devices.card().isPresent() ? "card" : "host";
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  private LanguageModel model(Devices devices, NDManager manager) {
    return models(devices).build(manager, recipe.model(), VOCABULARY, recipe.seed());
  }

  private static LanguageModels models(Devices devices) {
    WorkerPool pool = new WorkerPool(1);
    VectorRecurrence recurrence = new VectorRecurrence(pool);
    InferenceKernels inference =
        new InferenceKernels(recurrence, new VectorAttention(), new VectorNorm());
    if (devices.card().isEmpty()) {
      return new LanguageModels(
          new LayerKernels(recurrence, new VectorSoftmax(pool), new VectorResidual(pool)),
          new VectorCrossEntropy(pool),
          new VectorMask(pool),
          inference,
          DeviceMemory.HOST);
    }
    KernelCard card = devices.card().get();
    return new LanguageModels(
        new LayerKernels(
            new CudaRecurrence(card.device(), card.currentStream()),
            new CudaSoftmax(card.device(), card.currentStream()),
            new CudaResidual(card.device(), card.currentStream())),
        new CudaCrossEntropy(card.device(), card.currentStream()),
        new CudaMask(card.device(), card.currentStream()),
        inference,
        devices.memory());
  }

  private static UpdateKernel updates(Devices devices) {
    return devices
        .card()
        .<UpdateKernel>map(card -> new CudaUpdate(card.device(), card.currentStream()))
        .orElseGet(() -> new VectorUpdate(new WorkerPool(1)));
  }

  /** Made text without an end. */
  private static final class MadeSource implements BatchSource<StreamChunk> {
    private final MadeText text;
    private DataPosition position = DataPosition.START;

    MadeSource(MadeText text) {
      this.text = text;
    }

    @Override
    public List<StreamChunk> nextGroup() {
      position = new DataPosition(0, position.group() + 1);
      return text.get();
    }

    @Override
    public DataPosition position() {
      return position;
    }

    @Override
    public void seek(DataPosition to) {
      position = to;
    }
  }
}
