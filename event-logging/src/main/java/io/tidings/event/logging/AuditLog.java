package io.tidings.event.logging;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.redact.Redactor;
import io.tidings.event.spi.EventTap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Bounded in-memory log of the latest events: a tap that retains redacted events in the order of
 * receipt. When it is full, a new event evicts the oldest, which is counted.
 *
 * <pre>{@code
 * AuditLog log = AuditLog.create(1_000);
 * EventBus bus = EventBus.builder().tap(log).build();
 * List<DomainEvent> applied = log.snapshot(EventSelector.kind(EventType.PLAN_APPLIED));
 * }</pre>
 *
 * <p>The log is lost with the process and does not replace a durable trail. Its capacity and the
 * limits on details bound its memory. Closing its bus has no effect: the log remains readable.
 *
 * <p>Thread-safe. Every method rejects null with a {@link NullPointerException}.
 *
 * @contract AUL-01, AUL-02, AUL-03
 */
public final class AuditLog implements EventTap {

  /** The default capacity, in events: {@value}. */
  public static final int DEFAULT_CAPACITY = 1_000;

  private final int capacity;
  private final Redactor redactor;
  private final Deque<DomainEvent> retained = new ArrayDeque<>();
  private long dropped;

  private AuditLog(int capacity, Redactor redactor) {
    this.capacity = capacity;
    this.redactor = redactor;
  }

  /** Returns a new log of {@link #DEFAULT_CAPACITY} events with {@link Redactor#standard()}. */
  public static AuditLog create() {
    return create(DEFAULT_CAPACITY);
  }

  /**
   * Returns a new log with {@link Redactor#standard()}.
   *
   * @param capacity the maximum number of events
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static AuditLog create(int capacity) {
    return create(capacity, Redactor.standard());
  }

  /**
   * Returns a new log.
   *
   * @param capacity the maximum number of events
   * @param redactor the redactor of each event before it is retained
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static AuditLog create(int capacity, Redactor redactor) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    return new AuditLog(capacity, requireNonNull(redactor, "redactor"));
  }

  /** Redacts and retains an event, evicting the oldest if the log is full. Does not block. */
  @Override
  public void onEvent(DomainEvent event) {
    DomainEvent redacted = redactor.redact(event);
    synchronized (retained) {
      if (retained.size() == capacity) {
        retained.removeFirst();
        dropped++;
      }
      retained.addLast(redacted);
    }
  }

  /** Returns the retained events, oldest first, as an immutable copy. */
  public List<DomainEvent> snapshot() {
    synchronized (retained) {
      return List.copyOf(retained);
    }
  }

  /**
   * Returns the retained events that a selector matches, oldest first, as an immutable copy. The
   * selector's predicates receive redacted events on the calling thread, outside the lock.
   *
   * @throws RuntimeException if a predicate throws it
   */
  public List<DomainEvent> snapshot(EventSelector selector) {
    requireNonNull(selector, "selector");
    return snapshot().stream().filter(selector::matches).toList();
  }

  /** Returns the maximum number of retained events. */
  public int capacity() {
    return capacity;
  }

  /** Returns the number of events evicted since this log was created. */
  public long dropped() {
    synchronized (retained) {
      return dropped;
    }
  }
}
