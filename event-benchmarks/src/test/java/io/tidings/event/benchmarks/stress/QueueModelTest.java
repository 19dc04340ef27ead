package io.tidings.event.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.internal.QueuePolicy;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bounded keyed queue against its sequential specification: Lincheck runs random scenarios of
 * two threads, by stress and by model checking. {@code -Dlincheck.iterations=N} is the number of
 * scenarios for each policy and mode, all of them if it is greater than the default; {@code
 * -Dlincheck.invocations=N} that of the interleavings of each that model checking tries, and stress
 * runs four times as many.
 */
@Tag("once")
@Timeout(3_600)
class QueueModelTest {

  private static final int DEFAULT_ITERATIONS = 2;
  private static final int ITERATIONS =
      Integer.getInteger("lincheck.iterations", DEFAULT_ITERATIONS);
  private static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 50);

  /** More scenarios than a broken queue needs to be rejected. */
  private static final int ENOUGH = 100;

  /** Drops the newest. */
  public static final class DropNewest extends RealKeyedQueue {
    public DropNewest() {
      super(QueuePolicy.DROP_NEWEST);
    }
  }

  /** Drops the newest. */
  public static final class DropNewestModel extends KeyedQueueModel {
    public DropNewestModel() {
      super(QueuePolicy.DROP_NEWEST);
    }
  }

  /** Drops the oldest. */
  public static final class DropOldest extends RealKeyedQueue {
    public DropOldest() {
      super(QueuePolicy.DROP_OLDEST);
    }
  }

  /** Drops the oldest. */
  public static final class DropOldestModel extends KeyedQueueModel {
    public DropOldestModel() {
      super(QueuePolicy.DROP_OLDEST);
    }
  }

  /** Drops those of the key. */
  public static final class LatestPerKey extends RealKeyedQueue {
    public LatestPerKey() {
      super(QueuePolicy.KEEP_LATEST_PER_KEY);
    }
  }

  /** Drops those of the key. */
  public static final class LatestPerKeyModel extends KeyedQueueModel {
    public LatestPerKeyModel() {
      super(QueuePolicy.KEEP_LATEST_PER_KEY);
    }
  }

  private static void check(Options<?, ?> options, int iterations, Class<?> queue, Class<?> model) {
    options
        .iterations(iterations)
        .minimizeFailedScenario(false)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(3)
        .actorsAfter(3)
        .sequentialSpecification(model)
        .check(queue);
  }

  private static StressOptions stress() {
    return new StressOptions().invocationsPerIteration(4 * INVOCATIONS);
  }

  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions().invocationsPerIteration(INVOCATIONS);
  }

  /** The policies that are tried: one by default, as each takes seconds to prepare. */
  static Stream<Arguments> policies() {
    return Stream.of(
            Arguments.of(DropOldest.class, DropOldestModel.class),
            Arguments.of(DropNewest.class, DropNewestModel.class),
            Arguments.of(LatestPerKey.class, LatestPerKeyModel.class))
        .limit(ITERATIONS > DEFAULT_ITERATIONS ? 3 : 1);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void stressed_queue_agrees_with_its_model(Class<?> queue, Class<?> model) {
    check(stress(), ITERATIONS, queue, model);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void model_checked_queue_agrees_with_its_model(Class<?> queue, Class<?> model) {
    check(modelChecking(), ITERATIONS, queue, model);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void queue_that_looks_for_room_too_early_is_rejected(Options<?, ?> mode) {
    assertThatThrownBy(() -> check(mode, ENOUGH, BrokenKeyedQueue.class, DropNewestModel.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  static Stream<Options<?, ?>> modes() {
    return Stream.<Options<?, ?>>of(stress(), modelChecking())
        .limit(ITERATIONS > DEFAULT_ITERATIONS ? 2 : 1);
  }
}
