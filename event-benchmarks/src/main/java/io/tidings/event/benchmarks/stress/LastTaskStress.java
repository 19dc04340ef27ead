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

/** An event is handled also if the only task ends while the event is queued. */
public final class LastTaskStress {

  private LastTaskStress() {}

  /** The engine. */
  @JCStressTest
  @Outcome(
      id = {"1, 2"},
      expect = ACCEPTABLE,
      desc = "By the task, or by another one.")
  @Outcome(expect = FORBIDDEN, desc = "Left in the queue, or in another order.")
  @State
  public static class Engine {

    private final Race race = new LastTask();

    @Actor
    public void end() {
      race.first();
    }

    @Actor
    public void emit() {
      race.second();
    }

    @Arbiter
    public void outcome(L_Result result) {
      result.r1 = race.outcome();
    }
  }

  /** The negative control: a task that ends does not look for events again. */
  @JCStressTest
  @Outcome(
      id = {"1, 2"},
      expect = ACCEPTABLE,
      desc = "By the task, or by another one.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The mistake is observed.")
  @State
  public static class Control {

    private static final Supplier<Race> MISTAKEN =
        MistakenClasses.races(
            LastTask.class,
            new Mistake(
                "io.tidings.event.async.internal.Workers$Worker", "run", Set.of("startIfNeeded")));

    private final Race race = MISTAKEN.get();

    @Actor
    public void end() {
      race.first();
    }

    @Actor
    public void emit() {
      race.second();
    }

    @Arbiter
    public void outcome(L_Result result) {
      result.r1 = race.outcome();
    }
  }
}
