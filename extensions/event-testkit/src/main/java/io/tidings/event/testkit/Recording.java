package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.internal.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events emitted on a {@link RecordingEventBus}, or those of one piece of work.
 *
 * <p>A live view: it grows as events are recorded, while the values its methods return are
 * immutable copies. The events are in the order of recording, which for each thread is the order of
 * its emits. Thread-safe. Stays readable after the bus is closed.
 */
public final class Recording {

  private final RecordedEvents recorded;
  private final long from;
  private final @Nullable String correlationId;

  Recording(RecordedEvents recorded, long from, @Nullable String correlationId) {
    this.recorded = recorded;
    this.from = from;
    this.correlationId = correlationId;
  }

  /** Returns the events recorded so far; unmodifiable. */
  public List<DomainEvent> events() {
    return now().events();
  }

  /**
   * Returns the events of one kind recorded so far; unmodifiable.
   *
   * @throws NullPointerException if {@code kind} is null
   */
  public List<DomainEvent> events(EventKind kind) {
    requireNonNull(kind, "kind");
    return events().stream().filter(event -> event.is(kind)).toList();
  }

  /**
   * Returns the number of events that were recorded since this recording began and dropped because
   * the capacity of the bus was exceeded. Each of them may have belonged to this recording.
   */
  public long dropped() {
    return now().dropped();
  }

  /**
   * Waits until the recorded events meet a condition. Returns false early if the bus is closed
   * before they do.
   *
   * @param condition the test of the events recorded so far, called at once and after further
   *     events are recorded, on this thread; its exceptions are passed to the caller
   * @param timeout the longest wait; zero or negative does not wait
   * @return whether the events met the condition
   * @throws NullPointerException if an argument is null
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean await(Predicate<? super List<DomainEvent>> condition, Duration timeout)
      throws InterruptedException {
    requireNonNull(condition, "condition");
    Deadline deadline = new Deadline(requireNonNull(timeout, "timeout"));
    boolean[] met = new boolean[1];
    awaitSnapshot(now -> met[0] = condition.test(now.events()), deadline);
    return met[0];
  }

  /**
   * Returns the events as text, one per line, each below its cause: the time since the first event,
   * the kind, the end of the id and the details, unredacted. Contains the last {@value
   * Timeline#MAX_EVENTS} events, and the numbers of all events and of the dropped ones.
   */
  public String timeline() {
    return Timeline.of(now());
  }

  /** Returns the {@link #timeline}. */
  @Override
  public String toString() {
    return timeline();
  }

  Snapshot now() {
    Snapshot all = recorded.since(from);
    return correlationId == null ? all : all.correlatedWith(correlationId);
  }

  /** Waits for a condition; returns the contents when it was met or waiting ended. */
  Snapshot awaitSnapshot(Predicate<Snapshot> condition, Deadline deadline)
      throws InterruptedException {
    while (true) {
      boolean last = deadline.isExpired();
      Snapshot now = now();
      if (condition.test(now) || last || now.closed()) {
        return now;
      }
      recorded.awaitMoreThan(now.position(), deadline);
    }
  }
}
