package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.srupp.recipes.training.TimedUpdate;

/**
 * Lets the models train in turn, A, B, C, A, B, C: what slows the machine for a while then slows
 * them all, and the ratios within a round stay as they are.
 */
public final class Interleaving {
  private final BenchPlan plan;
  private final Consumer<Turn> listener;

  /**
   * @param listener hears of every turn as it ends
   */
  public Interleaving(BenchPlan plan, Consumer<Turn> listener) {
    this.plan = plan;
    this.listener = listener;
  }

  /** Warms up and measures; the turns in the order in which they were. */
  public List<Turn> run(List<BenchModel> models) {
    // In turn too: the compiler reconsiders what it compiled for one model when it meets the next.
    for (int i = 0; i < plan.warmUp(); i++) {
      models.forEach(model -> model.trial().update());
    }
    List<Turn> turns = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (BenchModel model : models) {
        Turn turn = turn(round, model);
        turns.add(turn);
        listener.accept(turn);
      }
    }
    return turns;
  }

  private Turn turn(int round, BenchModel model) {
    long tokens = 0;
    double seconds = 0;
    for (int i = 0; i < plan.steps(); i++) {
      TimedUpdate update = model.trial().update();
      tokens += update.tokens();
      seconds += update.seconds();
    }
    return new Turn(round, model.name(), plan.steps(), tokens, seconds);
  }
}
