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
  private @Nullable Call call;

  /** The call of a handler, with an event or a list of events, or the report of its failure. */
  public interface Call {

    /** Returns the current event, compared by identity; null for a list. */
    @Nullable Object current();

    /** Returns the group of events to flush together that the event belongs to, or null. */
    @Nullable Object group();

    /** Returns the number of the attempt, from 1. */
    int attempts();

    /** Returns the throwable of the attempt before, or null. */
    @Nullable Throwable failure();

    /** Returns a text on the attempt for a log, while its failure is reported; else null. */
    default @Nullable String note() {
      return null;
    }
  }

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

  /** Sets the attempt in progress; null if there is none. */
  public void set(@Nullable Call call) {
    this.call = call;
  }

  /** Returns the attempt in progress, or null. */
  public @Nullable Call call() {
    return call;
  }

  /** Returns what stands for the bus. */
  public Object bus() {
    return bus;
  }

  /** Returns what stands for the subscription. */
  public Object subscription() {
    return subscription;
  }
}
