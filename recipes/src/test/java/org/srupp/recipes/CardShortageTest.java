package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.recipes.device.ShimCards;
import org.srupp.seq2seq.train.LossValidator;

/** What commands say when a card has no memory left, in the words of the engine's exceptions. */
class CardShortageTest {
  private static final String ENGINE =
      "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 139.80 GiB of"
          + " which 1.20 GiB is free. Of the allocated memory 130 GiB is allocated by PyTorch";
  private static final String SENTENCE =
      "srupp: too little memory on the card (CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0"
          + " has a total capacity of 139.80 GiB of which 1.20 GiB is free); take a smaller batch"
          + " (batch.streams or batch.maxTokens, --streams), a shorter window (batch.unroll,"
          + " --window) or --device cpu\n";

  @TempDir Path folder;

  /** Runs on a card that has room for everything but what one of its functions needs. */
  private static CommandRun lacking(String function, List<String> command) {
    return lacking(function, Object.class, command);
  }

  /** As above, but only what a class asks for, itself or through others. */
  private static CommandRun lacking(String function, Class<?> caller, List<String> command) {
    KernelDevice large = ShimDevice.large();
    KernelDevice full =
        (KernelDevice)
            Proxy.newProxyInstance(
                KernelDevice.class.getClassLoader(),
                new Class<?>[] {KernelDevice.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals(function) && calls(caller)) {
                    throw new EngineException(ENGINE);
                  }
                  try {
                    return method.invoke(large, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    List<String> words = new ArrayList<>(command);
    words.removeIf(word -> word.startsWith("--threads"));
    words.addAll(List.of("--device=cuda", "--threads=1"));
    return CommandRun.on(ShimCards.devices(full), words.toArray(String[]::new));
  }

  private static boolean calls(Class<?> caller) {
    return caller == Object.class
        || StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(each -> each.getClassName().equals(caller.getName())));
  }

  private static void assertTold(CommandRun run) {
    assertEquals(1, run.code());
    String own = run.err().lines().filter(line -> line.startsWith("srupp:")).findFirst().orElse("");
    assertEquals(SENTENCE, own + "\n", run.err());
  }

  @Test
  void scoringGeneratingAndEvaluatingSayWhatToDo() throws IOException {
    Path model = folder.resolve("model");
    Path text = Files.writeString(folder.resolve("text"), "to be or not to be\n".repeat(9));
    TinyLanguageModel.saveBytes(model, Files.readString(text));
    List<String> score = List.of("score", "--model", model.toString(), text.toString());
    List<String> evaluate =
        List.of("evaluate", "--model", model.toString(), "--data", text.toString());
    List<String> generate =
        List.of("generate", "--model", model.toString(), "--prompt", "to", "--tokens", "3");
    assertEquals(0, lacking("nothing", score).code());
    assertTold(lacking("image", score));
    assertTold(lacking("image", evaluate));
    assertTold(lacking("copyToDevice", generate));
  }

  @Test
  void validatingSaysWhatToDo() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), LanguageTrainTest.text(100));
    List<String> train = new ArrayList<>(List.of("train", "--text", text.toString()));
    train.addAll(List.of("--out", folder.resolve("run").toString()));
    train.addAll(List.of("train.maxUpdates=2", "train.validateEvery=1"));
    train.addAll(LanguageTrainTest.SIZES);
    assertTold(lacking("image", LossValidator.class, train));
  }

  @Test
  void buildingWhatIsTrainedSaysWhatToDo() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), LanguageTrainTest.text(100));
    for (String function : List.of("copyToDevice", "allocate")) { // parameters, and their moments
      List<String> train = new ArrayList<>(List.of("train", "--text", text.toString()));
      train.addAll(List.of("--out", folder.resolve(function).toString(), "train.maxUpdates=1"));
      train.addAll(LanguageTrainTest.SIZES);
      assertTold(lacking(function, train));
    }
  }
}
