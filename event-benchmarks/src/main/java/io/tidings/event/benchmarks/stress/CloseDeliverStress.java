package io.tidings.event.benchmarks.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tidings.event.internal.KeyedQueue;
import java.util.function.Supplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** An event is handled, or in the report of a concurrent close; while it is being handled, both. */
public final class CloseDeliverStress {

  private CloseDeliverStress() {}

  /** The engine. */
  @JCStressTest
  @Outcome(
      id = {"reported", "handled", "in the handler"},
      expect = ACCEPTABLE,
      desc = "Handled before, after or during the report.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, handled twice, or not accounted for.")
  @State
  public static class Engine {

    private final Race race = new CloseDeliver();

    @Actor
    public void deliver() {
      race.first();
    }

    @Actor
    public void close() {
      race.second();
    }

    @Arbiter
    public void outcome(L_Result result) {
      result.r1 = race.outcome();
    }
  }

  /** The negative control: the end does not report the event that a task has taken. */
  @JCStressTest
  @Outcome(
      id = {"reported", "handled", "in the handler"},
      expect = ACCEPTABLE,
      desc = "Handled before, after or during the report.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The mistake is observed.")
  @State
  public static class Control {

    private static final Supplier<Race> MISTAKEN =
        MistakenClasses.races(CloseDeliver.class, Mistake.of(KeyedQueue.class, "end", "endTaken"));

    private final Race race = MISTAKEN.get();

    @Actor
    public void deliver() {
      race.first();
    }

    @Actor
    public void close() {
      race.second();
    }

    @Arbiter
    public void outcome(L_Result result) {
      result.r1 = race.outcome();
    }
  }
}
