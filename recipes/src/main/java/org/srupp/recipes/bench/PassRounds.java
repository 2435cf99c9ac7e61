package org.srupp.recipes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets contenders work through a text in turn, A, B, C, C, B, A: what slows the machine for a while
 * then slows them all, and what grows faster from pass to pass, as Java does for many seconds,
 * favours the last of a round as often as the first.
 */
public final class PassRounds {
  private static final double NANO = 1e-9;

  private final PassPlan plan;
  private final Consumer<PassTurn> listener;

  /**
   * @param listener hears of every turn as it ends
   */
  public PassRounds(PassPlan plan, Consumer<PassTurn> listener) {
    this.plan = plan;
    this.listener = listener;
  }

  /** Warms up and measures; the turns in the order in which they were. */
  public List<PassTurn> run(List<Contender> contenders) {
    for (int i = 0; i < plan.warmUp(); i++) {
      contenders.forEach(each -> each.pass().run());
    }
    List<PassTurn> turns = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Contender contender : round % 2 == 1 ? contenders : contenders.reversed()) {
        PassTurn turn = turn(round, contender);
        turns.add(turn);
        listener.accept(turn);
      }
    }
    return turns;
  }

  private static PassTurn turn(int round, Contender contender) {
    long start = System.nanoTime();
    contender.pass().run();
    double seconds = (System.nanoTime() - start) * NANO;
    return new PassTurn(round, contender.name(), seconds, contender.work().count() / seconds);
  }
}
