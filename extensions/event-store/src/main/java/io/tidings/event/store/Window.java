package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way of reading for people: by the time at which things happened, the newest first unless
 * asked otherwise, events of the same time by their ids (AUD-05, AUD-06).
 *
 * <p>Descending, {@code newest} is exclusive and {@code oldest} inclusive; ascending it is the
 * other way round, so that a page begins where the one before it ended (AUD-07). The bound at which
 * a page begins, {@code newest} or {@code oldest}, is the moving one. Together with {@code next},
 * the id of the last event seen, it is inclusive, and of the events of exactly that time those
 * beyond that id are read: pages neither skip nor repeat, however many events share a time. {@code
 * next} has no effect without the moving bound (AUD-08). {@link #beyond} makes all of that from the
 * last event of a page.
 *
 * <p>Immutable and thread-safe.
 *
 * @param newest the upper bound of the events' time, or null
 * @param oldest the lower bound, or null
 * @param next the id of the event at which the page before ended, or null
 * @param nextProject the project of that event, empty for none, which decides between events of
 *     several projects with one time and id; for queries for the platform, or null
 * @param limit how many events at most, at least 1; null for all (AUD-09)
 * @param order which end comes first
 */
public record Window(
    @Nullable Instant newest,
    @Nullable Instant oldest,
    @Nullable String next,
    @Nullable String nextProject,
    @Nullable Integer limit,
    Order order)
    implements EventQuery.Paging {

  /** Which end of the time comes first. */
  public enum Order {
    /** The latest first. */
    DESCENDING,
    /** The earliest first. */
    ASCENDING
  }

  private static final Window ALL = new Window(null, null, null, null, null, Order.DESCENDING);

  /**
   * Creates a window.
   *
   * @throws IllegalArgumentException if an argument is ill-formed or out of its range
   */
  public Window {
    requireNonNull(order, "order");
    if (next != null) {
      Ids.require(next, "next");
    }
    if (nextProject != null && !nextProject.isEmpty()) {
      Ids.require(nextProject, "nextProject");
    }
    requireLimit(limit);
  }

  /** Returns the window on everything, the newest first. */
  public static Window all() {
    return ALL;
  }

  /** Returns the window on everything, the newest first, of at most so many events. */
  public static Window latest(int limit) {
    return ALL.limit(limit);
  }

  /** Returns this window with another upper bound; null takes it away. */
  public Window newest(@Nullable Instant newest) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns this window with another lower bound; null takes it away. */
  public Window oldest(@Nullable Instant oldest) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns this window with another event at which the page before ended; null for none. */
  public Window next(@Nullable String eventId) {
    return new Window(newest, oldest, eventId, null, limit, order);
  }

  /** Returns this window with another limit. */
  public Window limit(int limit) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns this window in another order. */
  public Window order(Order order) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns the window on the page after the one that ended with {@code last}. */
  public Window beyond(StoredEvent last) {
    Instant time = last.event().timestamp();
    String project = last.event().scope().project();
    return new Window(
        isDescending() ? time : newest,
        isDescending() ? oldest : time,
        last.event().id(),
        project == null ? "" : project,
        limit,
        order);
  }

  boolean isDescending() {
    return order == Order.DESCENDING;
  }

  static void requireLimit(@Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
    }
  }
}
