package io.tidings.event.benchmarks.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tidings.event.internal.KeyedContents;
import java.util.function.Supplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Two events of a key are handled one after the other, also when the first releases the key while
 * the second is queued.
 */
public final class KeyReleaseStress {

  private KeyReleaseStress() {}

  /** The engine. */
  @JCStressTest
  @Outcome(
      id = {"1, 2"},
      expect = ACCEPTABLE,
      desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Left in the queue, at the same time, or in another order.")
  @State
  public static class Engine {

    private final Race race = new KeyRelease();

    @Actor
    public void release() {
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

  /** The negative control: a settled event does not free what its key holds back. */
  @JCStressTest
  @Outcome(
      id = {"1, 2"},
      expect = ACCEPTABLE,
      desc = "One after the other.")
  @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The mistake is observed.")
  @State
  public static class Control {

    private static final Supplier<Race> MISTAKEN =
        MistakenClasses.races(
            KeyRelease.class, Mistake.of(KeyedContents.class, "release", "offerIfAvailable"));

    private final Race race = MISTAKEN.get();

    @Actor
    public void release() {
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
