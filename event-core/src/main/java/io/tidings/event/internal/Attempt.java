package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;

/**
 * Attempt of an asynchronous handler that the calling thread makes. Immutable.
 *
 * @param number the number of the attempt, from 1
 * @param previousFailure the throwable of the attempt before, or null
 * @param event the event, compared by identity; null for a list of events
 * @param bus what stands for the bus, compared by identity
 * @param subscription what stands for the subscription, compared by identity
 * @param group the group of events to flush together that the event belongs to
 * @param note while a failure is reported, a text on the attempt for a log; else null
 */
public record Attempt(
    int number,
    @Nullable Throwable previousFailure,
    @Nullable Object event,
    Object bus,
    Object subscription,
    Object group,
    @Nullable String note) {

  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  /** Returns this attempt while the failure of an event is reported. */
  public Attempt reporting(Object failed, @Nullable String text) {
    return new Attempt(number, previousFailure, failed, bus, subscription, group, text);
  }

  /** Returns the attempt of the calling thread, or null if it makes none. */
  public static @Nullable Attempt current() {
    return CURRENT.get();
  }

  /** Makes an attempt that of the calling thread; null for none. */
  public static void enter(@Nullable Attempt attempt) {
    if (attempt == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(attempt);
    }
  }
}
