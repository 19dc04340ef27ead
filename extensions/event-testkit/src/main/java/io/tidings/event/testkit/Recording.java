package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was emitted on a {@link RecordingEventBus}, all of it or one piece of work.
 *
 * <p>A view: it grows while events come, and what its methods return is a copy that does not. In
 * the order of recording, which is the order of emission as far as one thread is concerned.
 * Thread-safe.
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

  /** Returns the events of one kind recorded so far; unmodifiable. */
  public List<DomainEvent> events(EventKind kind) {
    requireNonNull(kind, "kind");
    return events().stream().filter(event -> event.is(kind)).toList();
  }

  /**
   * Returns how many events were recorded since this recording began and let go since then, because
   * the bus keeps only so many. Each of them may have belonged here.
   */
  public long letGo() {
    return now().letGo();
  }

  /**
   * Waits until the events recorded meet a condition. Ends early, and answers false, if the bus is
   * closed before they do.
   *
   * @param condition is given the events recorded so far, at once and whenever more have come; what
   *     it throws is thrown on
   * @param timeout how long to wait; zero or negative asks without waiting
   * @return whether the events met the condition
   * @throws InterruptedException if the thread is interrupted before they do
   */
  public boolean await(Predicate<? super List<DomainEvent>> condition, Duration timeout)
      throws InterruptedException {
    requireNonNull(condition, "condition");
    Deadline deadline = Deadline.in(requireNonNull(timeout, "timeout"));
    boolean[] met = new boolean[1];
    awaited(now -> met[0] = condition.test(now.events()), deadline);
    return met[0];
  }

  /**
   * Returns the events as text, one a line, each below what caused it: the time since the first,
   * the kind, the end of the id, the details. Of many, the last {@value Timeline#MOST} are told;
   * how many are not, and how many were let go, is told too.
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

  /** Waits for a condition, and returns the moment at which it was met or waiting was over. */
  Snapshot awaited(Predicate<Snapshot> condition, Deadline deadline) throws InterruptedException {
    while (true) {
      boolean last = deadline.isOver();
      Snapshot now = now();
      if (condition.test(now) || last || now.ended()) {
        return now;
      }
      recorded.awaitMoreThan(now.position(), deadline);
    }
  }
}
