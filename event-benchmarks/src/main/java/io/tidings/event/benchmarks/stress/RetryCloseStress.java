package io.tidings.event.benchmarks.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Set;
import java.util.function.Supplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** An event whose attempt fails while the subscription ends does not stay in flight. */
public final class RetryCloseStress {

  private RetryCloseStress() {}

  /** The engine. */
  @JCStressTest
  @Outcome(
      id = {"discarded"},
      expect = ACCEPTABLE,
      desc = "Reported and discarded.")
  @Outcome(expect = FORBIDDEN, desc = "Left in flight, or not accounted for.")
  @State
  public static class Engine {

    private final Race race = new RetryClose();

    @Actor
    public void fail() {
      race.first();
    }

    @Actor
    public void end() {
      race.second();
    }

    @Arbiter
    public void outcome(L_Result result) {
      result.r1 = race.outcome();
    }
  }

  /**
   * The negative control: an event that is to wait for its next attempt does not look for the end.
   */
  @JCStressTest
  @Outcome(
      id = {"discarded"},
      expect = ACCEPTABLE,
      desc = "Reported and discarded.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The mistake is observed.")
  @State
  public static class Control {

    private static final Supplier<Race> MISTAKEN =
        MistakenClasses.races(
            RetryClose.class,
            new Mistake(
                "io.tidings.event.async.internal.NextAttempts", "add", Set.of("discardWaiting")));

    private final Race race = MISTAKEN.get();

    @Actor
    public void fail() {
      race.first();
    }

    @Actor
    public void end() {
      race.second();
    }

    @Arbiter
    public void outcome(L_Result result) {
      result.r1 = race.outcome();
    }
  }
}
