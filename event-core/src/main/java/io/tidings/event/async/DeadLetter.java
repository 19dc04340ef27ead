package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Event whose attempts have all failed. Thread-safe.
 *
 * @contract SUB-05
 */
public final class DeadLetter {

  private final DomainEvent event;
  private final String subscription;
  private final int attempts;
  private final Throwable failure;
  private final AtomicReference<@Nullable BooleanSupplier> redrive;

  /**
   * Creates a dead letter.
   *
   * @param event the event
   * @param subscription the name of the subscription
   * @param attempts the number of attempts
   * @param failure the throwable of the last attempt
   * @param redrive queues the event again, and returns whether it is queued
   * @throws NullPointerException if an argument is null
   */
  public DeadLetter(
      DomainEvent event,
      String subscription,
      int attempts,
      Throwable failure,
      BooleanSupplier redrive) {
    this.event = requireNonNull(event, "event");
    this.subscription = requireNonNull(subscription, "subscription");
    this.attempts = attempts;
    this.failure = requireNonNull(failure, "failure");
    this.redrive = new AtomicReference<>(requireNonNull(redrive, "redrive"));
  }

  /** Returns the event. */
  public DomainEvent event() {
    return event;
  }

  /** Returns the name of the subscription. */
  public String subscription() {
    return subscription;
  }

  /** Returns the number of attempts. */
  public int attempts() {
    return attempts;
  }

  /** Returns the throwable of the last attempt. */
  public Throwable failure() {
    return failure;
  }

  /**
   * Queues the event again, for new attempts, without a wait for room.
   *
   * @return whether the event is queued now; false if an earlier call queued it, the queue is full,
   *     or the subscription or its bus has ended
   */
  public boolean redrive() {
    BooleanSupplier once = redrive.getAndSet(null);
    if (once == null) {
      return false;
    }
    boolean queued = once.getAsBoolean();
    if (!queued) {
      redrive.set(once);
    }
    return queued;
  }

  /** Returns subscription, event id, attempts and the class of the failure. */
  @Override
  public String toString() {
    return "DeadLetter[%s, %s, attempts=%s, %s]"
        .formatted(subscription, event.id(), attempts, failure.getClass().getName());
  }
}
