package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Tap that appends the events of a bus to a trail. Used directly, {@code emit} returns after the
 * commit: an event whose result has no tap failures is stored.
 *
 * <pre>{@code
 * EventStore trail = EventStore.open(Path.of("trail.db"));
 * EventBus bus = EventBus.builder().tap(new StoreTap(trail)).build();
 * }</pre>
 *
 * <p>Behind an {@link io.tidings.event.async.AsyncTap}, {@code emit} returns when the event is
 * queued, and queued events are stored in batches of one commit each:
 *
 * <pre>{@code
 * AsyncTap behind = AsyncTap.of(new StoreTap(trail));
 * EventBus bus = EventBus.builder().tap(behind).build();
 * }</pre>
 *
 * <p>A failed append is a tap failure: it reaches neither the emitter nor a handler, it is reported
 * to the {@link io.tidings.event.spi.FailureListener}, and the next {@link #flush} or {@link
 * #close} returns false. Its events are not appended again. An event that the database rejects for
 * its content does not take its batch along: the others are stored in their order, and one WARN
 * names the event and the reason. Closing the bus leaves the store open; close it after the bus.
 * Thread-safe.
 *
 * @contract STO-01, STO-03, STO-10, STO-15
 */
public final class StoreTap implements BatchTap {

  private final EventStore store;

  /** The flag of a failed append since the last flush or close. */
  private final AtomicBoolean failed = new AtomicBoolean();

  /** Creates a tap that appends to {@code store}, which must not be null. */
  public StoreTap(EventStore store) {
    this.store = requireNonNull(store, "store");
  }

  /**
   * Stores the event; returns after the commit.
   *
   * @throws StoreException if it is not stored
   */
  @Override
  public void onEvent(DomainEvent event) {
    recordFailure(() -> store.append(event));
  }

  /**
   * Stores the events in one transaction, or in several and without those that the database rejects
   * for their content; returns after the commit.
   *
   * @throws StoreException if storing fails for another reason than the content of an event
   * @contract STO-15
   */
  @Override
  public void onEvents(List<DomainEvent> events) {
    recordFailure(() -> store.appendStorable(events));
  }

  private void recordFailure(Supplier<AppendResult> append) {
    boolean stored = false;
    try {
      stored = append.get().unstorable() == 0;
    } finally {
      if (!stored) {
        failed.set(true);
      }
    }
  }

  /**
   * Returns whether every append since the last flush or close has succeeded. Never waits: appends
   * are synchronous.
   *
   * @contract STO-01
   */
  @Override
  public boolean flush(Duration timeout) {
    return !failed.getAndSet(false);
  }

  /**
   * Returns whether every append since the last flush or close has succeeded. Leaves the store
   * open.
   *
   * @contract STO-01
   */
  @Override
  public boolean close(Duration timeout) {
    return !failed.getAndSet(false);
  }
}
