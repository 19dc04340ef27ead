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

/** An event whose emit reports it as queued is in the report of a concurrent close. */
public final class EmitCloseStress {

  private EmitCloseStress() {}

  /** The engine. */
  @JCStressTest
  @Outcome(
      id = {"reported", "not queued"},
      expect = ACCEPTABLE,
      desc = "The emit was first, or the close.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or not accounted for.")
  @State
  public static class Engine {

    private final Race race = new EmitClose();

    @Actor
    public void emit() {
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

  /** The negative control: the end of a subscription leaves its queue open. */
  @JCStressTest
  @Outcome(
      id = {"reported", "not queued"},
      expect = ACCEPTABLE,
      desc = "The emit was first, or the close.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The mistake is observed.")
  @State
  public static class Control {

    private static final Supplier<Race> MISTAKEN =
        MistakenClasses.races(EmitClose.class, Mistake.of(KeyedQueue.class, "end", "close"));

    private final Race race = MISTAKEN.get();

    @Actor
    public void emit() {
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
