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
 * The latest events, in memory: a tap that keeps what was emitted, without its secrets, in the
 * order in which it heard it (AUL-01). When it is full the oldest is dropped and counted (AUL-02).
 *
 * <pre>{@code
 * AuditLog log = AuditLog.create(1_000);
 * EventBus bus = EventBus.builder().tap(log).build();
 * List<DomainEvent> applied = log.snapshot(EventSelector.kind(EventType.PLAN_APPLIED));
 * }</pre>
 *
 * <p>Gone with the process: no replacement for a durable trail. How much memory it takes is bounded
 * by its capacity and the limits for details together. Closing it, as closing its bus does, changes
 * nothing: it can still be read.
 *
 * <p>Thread-safe.
 */
public final class AuditLog implements EventTap {

  /** The capacity unless another is given: {@value}. */
  public static final int DEFAULT_CAPACITY = 1_000;

  private final int capacity;
  private final Redactor redactor;
  private final Deque<DomainEvent> kept = new ArrayDeque<>();
  private long dropped;

  private AuditLog(int capacity, Redactor redactor) {
    this.capacity = capacity;
    this.redactor = redactor;
  }

  /** Returns a new log of {@link #DEFAULT_CAPACITY} events. */
  public static AuditLog create() {
    return create(DEFAULT_CAPACITY);
  }

  /**
   * Returns a new log with the standard redactor.
   *
   * @param capacity how many events it keeps
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static AuditLog create(int capacity) {
    return create(capacity, Redactor.standard());
  }

  /**
   * Returns a new log.
   *
   * @param capacity how many events it keeps
   * @param redactor what takes the secrets out of each event before it is kept
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static AuditLog create(int capacity, Redactor redactor) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    return new AuditLog(capacity, requireNonNull(redactor, "redactor"));
  }

  @Override
  public void onEvent(DomainEvent event) {
    DomainEvent shown = redactor.redact(event);
    synchronized (kept) {
      if (kept.size() == capacity) {
        kept.removeFirst();
        dropped++;
      }
      kept.addLast(shown);
    }
  }

  /** Returns what is kept now, the oldest first; later events do not change it. */
  public List<DomainEvent> snapshot() {
    synchronized (kept) {
      return List.copyOf(kept);
    }
  }

  /**
   * Returns what is kept now and selected, the oldest first; predicates see the redacted events,
   * outside the lock.
   *
   * @throws RuntimeException whatever a predicate throws
   */
  public List<DomainEvent> snapshot(EventSelector selector) {
    requireNonNull(selector, "selector");
    return snapshot().stream().filter(selector::matches).toList();
  }

  /** Returns how many events this log can keep. */
  public int capacity() {
    return capacity;
  }

  /** Returns how many events had to make room so far. */
  public long dropped() {
    synchronized (kept) {
      return dropped;
    }
  }
}
