package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.internal.EventIds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page of events by time, for display: newest first by default, events of the same time by id.
 *
 * <p>Descending, {@code newest} is exclusive and {@code oldest} inclusive; ascending, the reverse.
 * The bound at which a page starts ({@code newest} in descending order, {@code oldest} in ascending
 * order) moves from page to page. With {@code next}, the id of the last event read, the moving
 * bound is inclusive, and of the events of exactly that time only those beyond that id match: pages
 * neither skip nor repeat events of the same time. {@code next} has no effect without the moving
 * bound. {@link #beyond} sets all of them from the last event of a page.
 *
 * <p>Immutable and thread-safe.
 *
 * @param newest the upper bound of event times, or null
 * @param oldest the lower bound of event times, or null
 * @param next the id of the last event of the previous page, or null
 * @param nextProject the project of that event, empty for none, or null; in a query for the
 *     platform it orders events of equal time and id
 * @param limit the greatest number of events, at least 1, or null for all
 * @param order the direction
 * @contract AUD-05, AUD-06, AUD-07, AUD-08, AUD-09
 */
public record Window(
    @Nullable Instant newest,
    @Nullable Instant oldest,
    @Nullable String next,
    @Nullable String nextProject,
    @Nullable Integer limit,
    Order order)
    implements EventQuery.Paging {

  /** The direction of a page. */
  public enum Order {
    /** Newest first. */
    DESCENDING,
    /** Oldest first. */
    ASCENDING
  }

  private static final Window ALL = new Window(null, null, null, null, null, Order.DESCENDING);

  /**
   * Creates a window.
   *
   * @throws IllegalArgumentException if an id is ill-formed or the limit is less than 1
   */
  public Window {
    requireNonNull(order, "order");
    if (next != null) {
      EventIds.require(next, "next");
    }
    if (nextProject != null && !nextProject.isEmpty()) {
      EventIds.require(nextProject, "nextProject");
    }
    requireLimit(limit);
  }

  /** Returns the window of all events, newest first, without a limit. */
  public static Window all() {
    return ALL;
  }

  /**
   * Returns the window of the latest events.
   *
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public static Window latest(int limit) {
    return ALL.limit(limit);
  }

  /** Returns a copy with another upper bound; null removes it. */
  public Window newest(@Nullable Instant newest) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns a copy with another lower bound; null removes it. */
  public Window oldest(@Nullable Instant oldest) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /**
   * Returns a copy with the id of the last event of the previous page, and no project of it; null
   * removes it.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public Window next(@Nullable String eventId) {
    return new Window(newest, oldest, eventId, null, limit, order);
  }

  /**
   * Returns a copy with another limit.
   *
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public Window limit(int limit) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns a copy with another direction; the bounds stay as they are. */
  public Window order(Order order) {
    return new Window(newest, oldest, next, nextProject, limit, order);
  }

  /** Returns the window of the page after the one that ended with {@code last}. */
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
