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

/**
 * Each of two events that a task has taken together is handled, or in the report of a concurrent
 * close; one that is being handled both.
 */
public final class CloseBatchStress {

  private CloseBatchStress() {}

  /** The engine. */
  @JCStressTest
  @Outcome(
      id = {
        "0 handled, 2 reported",
        "1 handled, 1 reported",
        "2 handled, 0 reported",
        "1 handled, 2 reported",
        "2 handled, 1 reported"
      },
      expect = ACCEPTABLE,
      desc = "Handled before or during the report, or reported.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, handled twice, or not accounted for.")
  @State
  public static class Engine {

    private final Race race = new CloseBatch();

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

  /** The negative control: a task does not state that it begins with the second event. */
  @JCStressTest
  @Outcome(
      id = {
        "0 handled, 2 reported",
        "1 handled, 1 reported",
        "2 handled, 0 reported",
        "1 handled, 2 reported",
        "2 handled, 1 reported"
      },
      expect = ACCEPTABLE,
      desc = "Handled before or during the report, or reported.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The mistake is observed.")
  @State
  public static class Control {

    private static final Supplier<Race> MISTAKEN =
        MistakenClasses.races(CloseBatch.class, Mistake.of(KeyedQueue.class, "begin", "begin"));

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
