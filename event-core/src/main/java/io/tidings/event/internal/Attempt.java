package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;

/**
 * Attempts of asynchronous handlers that a thread makes one after another, with the one in
 * progress. Confined to the thread.
 */
public final class Attempt {

  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  private final Object bus;
  private final Object subscription;
  private final @Nullable Attempt outer;
  private @Nullable Object event;
  private @Nullable Object group;
  private int number;
  private @Nullable Throwable previousFailure;

  private Attempt(Object bus, Object subscription) {
    this.bus = bus;
    this.subscription = subscription;
    this.outer = current();
  }

  /** Returns the attempts that the calling thread makes, or null if it makes none. */
  public static @Nullable Attempt current() {
    return CURRENT.get();
  }

  /**
   * Makes new attempts those of the calling thread, until {@link #close}.
   *
   * @param bus what stands for the bus, compared by identity
   * @param subscription what stands for the subscription, compared by identity
   */
  public static Attempt open(Object bus, Object subscription) {
    Attempt opened = new Attempt(bus, subscription);
    CURRENT.set(opened);
    return opened;
  }

  /** Restores the attempts that the thread made before. */
  public void close() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /**
   * Begins an attempt.
   *
   * @param event the event, compared by identity
   * @param group the group of events to flush together that the event belongs to
   * @param number the number of the attempt, from 1
   * @param previousFailure the throwable of the attempt before, or null
   */
  public void begin(Object event, Object group, int number, @Nullable Throwable previousFailure) {
    this.event = event;
    this.group = group;
    this.number = number;
    this.previousFailure = previousFailure;
  }

  /** Ends the attempt in progress. */
  public void end() {
    event = null;
    group = null;
    previousFailure = null;
  }

  /** Returns what stands for the bus. */
  public Object bus() {
    return bus;
  }

  /** Returns what stands for the subscription. */
  public Object subscription() {
    return subscription;
  }

  /** Returns the event of the attempt in progress, or null. */
  public @Nullable Object event() {
    return event;
  }

  /** Returns the group of the event, or null. */
  public @Nullable Object group() {
    return group;
  }

  /** Returns the number of the attempt in progress, from 1. */
  public int number() {
    return number;
  }

  /** Returns the throwable of the attempt before, or null. */
  public @Nullable Throwable previousFailure() {
    return previousFailure;
  }
}
