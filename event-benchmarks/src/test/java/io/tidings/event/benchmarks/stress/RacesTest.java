package io.tidings.event.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The races of {@code bin/stress} in a short form, each with its negative control. {@code
 * -Draces.batches=N} runs each race N times 500 times.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RacesTest {

  private static final int BATCHES = Integer.getInteger("races.batches", 20);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  static Stream<Class<?>> engines() {
    return Stream.of(
        EmitCloseStress.Engine.class,
        CloseDeliverStress.Engine.class,
        CloseBatchStress.Engine.class,
        RetryCloseStress.Engine.class,
        KeyReleaseStress.Engine.class,
        LastTaskStress.Engine.class);
  }

  static Stream<Class<?>> controls() {
    return Stream.of(
        EmitCloseStress.Control.class,
        CloseDeliverStress.Control.class,
        CloseBatchStress.Control.class,
        RetryCloseStress.Control.class,
        KeyReleaseStress.Control.class,
        LastTaskStress.Control.class);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void engine_shows_only_accepted_outcomes(Class<?> type) throws Exception {
    RaceRuns race = new RaceRuns(type);
    for (int i = 0; i < BATCHES; i++) {
      assertThat(race.outcomes()).isSubsetOf(race.accepted());
    }
  }

  @ParameterizedTest
  @MethodSource("controls")
  void engine_with_a_mistake_shows_it(Class<?> type) throws Exception {
    RaceRuns race = new RaceRuns(type);
    long start = System.nanoTime();
    while (race.accepted().containsAll(race.outcomes())) {
      assertThat(System.nanoTime() - start).as("nanoseconds without it").isLessThan(PATIENCE);
    }
  }
}
