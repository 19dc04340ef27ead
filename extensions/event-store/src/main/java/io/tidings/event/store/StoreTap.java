package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts a trail on a bus. Given to the bus as it is, {@code emit} returns after the commit: what was
 * emitted with a result without tap failures is stored (STO-03).
 *
 * <pre>{@code
 * EventStore trail = EventStore.open(Path.of("trail.db"));
 * EventBus bus = EventBus.builder().tap(new StoreTap(trail)).build();
 * }</pre>
 *
 * <p>Behind an {@link io.tidings.event.async.AsyncTap} {@code emit} returns as soon as the event is
 * queued, and what waits is stored in batches, each in one commit (STO-01):
 *
 * <pre>{@code
 * AsyncTap behind = AsyncTap.of(new StoreTap(trail));
 * EventBus bus = EventBus.builder().tap(behind).build();
 * }</pre>
 *
 * <p>A failure of the store is a tap failure: the emitter and the handlers do not notice, the
 * {@link io.tidings.event.spi.FailureListener} hears of it, and the next {@link #flush} or {@link
 * #close} answers false. The events are not tried again; who has kept them may append them. Closing
 * the bus leaves the store open; close it after the bus. Thread-safe.
 */
public final class StoreTap implements BatchTap {

  private final EventStore store;

  /** Whether an append has failed that neither a flush nor a close has told of. */
  private final AtomicBoolean failed = new AtomicBoolean();

  /** Creates a tap that appends to {@code store}. */
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
    onEvents(List.of(event));
  }

  /**
   * Stores the events in one transaction; returns after the commit.
   *
   * @throws StoreException if none of them is stored
   */
  @Override
  public void onEvents(List<DomainEvent> events) {
    boolean stored = false;
    try {
      store.append(events);
      stored = true;
    } finally {
      if (!stored) {
        failed.set(true);
      }
    }
  }

  /** Tells whether everything heard since the last flush has been stored (STO-01). */
  @Override
  public boolean flush(Duration timeout) {
    return !failed.getAndSet(false);
  }

  /** Tells whether everything heard since the last flush has been stored (STO-01). */
  @Override
  public boolean close(Duration timeout) {
    return !failed.getAndSet(false);
  }
}
