package io.tidings.event.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.internal.QueuePolicy;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The bounded keyed queue against its sequential specification: Lincheck runs random scenarios of
 * two threads, by stress and by model checking. {@code -Dlincheck.iterations=N} is the number of
 * scenarios for each policy and mode, {@code -Dlincheck.invocations=N} that of the interleavings of
 * each that model checking tries; stress runs four times as many.
 */
@Timeout(3_600)
class QueueModelTest {

  private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 3);
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

  private static <O extends Options<O, ?>> void check(
      O options, int iterations, Class<?> queue, Class<?> model) {
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

  @Test
  void stressed_queue_agrees_with_its_model() {
    check(stress(), ITERATIONS, DropNewest.class, DropNewestModel.class);
    check(stress(), ITERATIONS, DropOldest.class, DropOldestModel.class);
    check(stress(), ITERATIONS, LatestPerKey.class, LatestPerKeyModel.class);
  }

  @Test
  void model_checked_queue_agrees_with_its_model() {
    check(modelChecking(), ITERATIONS, DropNewest.class, DropNewestModel.class);
    check(modelChecking(), ITERATIONS, DropOldest.class, DropOldestModel.class);
    check(modelChecking(), ITERATIONS, LatestPerKey.class, LatestPerKeyModel.class);
  }

  @Test
  void stress_rejects_a_queue_that_looks_for_room_too_early() {
    assertThatThrownBy(() -> check(stress(), ENOUGH, BrokenKeyedQueue.class, DropNewestModel.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void model_checking_rejects_a_queue_that_looks_for_room_too_early() {
    assertThatThrownBy(
            () -> check(modelChecking(), ENOUGH, BrokenKeyedQueue.class, DropNewestModel.class))
        .isInstanceOf(LincheckAssertionError.class);
  }
}
