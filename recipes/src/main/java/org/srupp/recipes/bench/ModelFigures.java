package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all rounds of a model say together.
 *
 * @param model its name
 * @param recipe name or file that it was made from
 * @param vocabulary different tokens
 * @param parameters its weights
 * @param tokensPerSecond over the rounds
 * @param millisecondsPerStep over the rounds
 * @param ratio over the rounds: its tokens a second by those of the first model in the same round
 */
record ModelFigures(
    String model,
    String recipe,
    int vocabulary,
    long parameters,
    Spread tokensPerSecond,
    Spread millisecondsPerStep,
    Spread ratio) {

  /**
   * Of every model.
   *
   * @param turns whole rounds, one after the other, in each the models in their order
   */
  static List<ModelFigures> of(List<BenchModel> models, List<Turn> turns) {
    List<ModelFigures> figures = new ArrayList<>();
    List<Turn> first = turns(models.getFirst(), turns);
    for (BenchModel model : models) {
      figures.add(of(model, turns(model, turns), first));
    }
    return figures;
  }

  private static ModelFigures of(BenchModel model, List<Turn> own, List<Turn> first) {
    double[] ratios = new double[own.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = own.get(i).tokensPerSecond() / first.get(i).tokensPerSecond();
    }
    return new ModelFigures(
        model.name(),
        model.recipe(),
        model.vocabulary(),
        model.trial().parameters(),
        Spread.of(own.stream().mapToDouble(Turn::tokensPerSecond)),
        Spread.of(own.stream().mapToDouble(Turn::millisecondsPerStep)),
        Spread.of(Arrays.stream(ratios)));
  }

  private static List<Turn> turns(BenchModel model, List<Turn> turns) {
    return turns.stream().filter(turn -> turn.model().equals(model.name())).toList();
  }
}
