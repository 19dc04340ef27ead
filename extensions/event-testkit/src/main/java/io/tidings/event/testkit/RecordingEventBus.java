package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.spi.IdSource;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Event bus that records the events emitted on it, for assertions in tests.
 *
 * <pre>{@code
 * RecordingEventBus bus = RecordingEventBus.create();
 * new PlanService(bus).apply("p-1");
 * assertThat(bus).emitted(EventType.PLAN_APPLIED).withPlan("p-1");
 * }</pre>
 *
 * <p>Tests that run concurrently on one bus separate their events by correlation id:
 *
 * <pre>{@code
 * Recording work = bus.capture(() -> service.apply("p-2"));
 * assertThat(work).emittedExactly(1, EventType.PLAN_APPLIED);
 * }</pre>
 *
 * <p>{@code isEnabled} returns true for every kind until the bus is closed, so that services build
 * all their events.
 *
 * <p>Rejected events and events emitted after {@link #close} are not recorded, since no handler
 * receives them. At most {@link #DEFAULT_CAPACITY} events are retained by default; beyond that the
 * oldest are dropped, and failure messages state their number. Thread-safe.
 */
public final class RecordingEventBus extends ForwardingEventBus {

  /** The default number of retained events: 100,000. */
  public static final int DEFAULT_CAPACITY = 100_000;

  private static final EventKind MARKER = EventKind.of("testkit.capture");

  private final EventBus delegate;
  private final RecordedEvents recorded;
  private final @Nullable Subscription subscription;

  private RecordingEventBus(
      EventBus delegate, RecordedEvents recorded, @Nullable Subscription subscription) {
    this.delegate = delegate;
    this.recorded = recorded;
    this.subscription = subscription;
  }

  /** Returns a new bus with default settings. */
  public static RecordingEventBus create() {
    return create(options -> {});
  }

  /**
   * Returns a new bus with further settings. Each event is recorded before the taps set here
   * receive it.
   *
   * @param options sets taps, order or factory on the builder of the bus; its exceptions are passed
   *     to the caller
   * @throws NullPointerException if {@code options} is null
   */
  public static RecordingEventBus create(Consumer<EventBusBuilder> options) {
    return create(options, DEFAULT_CAPACITY);
  }

  /**
   * Returns a new bus as {@link #create(Consumer)} does, with a capacity.
   *
   * @param capacity the number of retained events
   * @throws NullPointerException if {@code options} is null
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static RecordingEventBus create(Consumer<EventBusBuilder> options, int capacity) {
    requireNonNull(options, "options");
    RecordedEvents recorded = new RecordedEvents(capacity);
    EventBusBuilder builder = EventBus.builder().tap(recorded);
    options.accept(builder);
    return new RecordingEventBus(builder.build(), recorded, null);
  }

  /**
   * Returns a bus that records the events {@code bus} delivers from now on, as a handler of all
   * events: each is recorded after the taps of {@code bus} and the handlers subscribed earlier, a
   * deferred one when its handlers are called. Closing the returned bus closes {@code bus}. If
   * {@code bus} is closed directly, nothing more is recorded, and waits last until their deadline.
   *
   * @throws NullPointerException if {@code bus} is null
   * @throws IllegalStateException if {@code bus} is closed, is {@link EventBus#noop}, or returns a
   *     null subscription
   */
  public static RecordingEventBus around(EventBus bus) {
    return around(bus, DEFAULT_CAPACITY);
  }

  /**
   * Returns a bus as {@link #around(EventBus)} does, with a capacity.
   *
   * @param capacity the number of retained events
   * @throws NullPointerException if {@code bus} is null
   * @throws IllegalStateException if {@code bus} is closed, is {@link EventBus#noop}, or returns a
   *     null subscription
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static RecordingEventBus around(EventBus bus, int capacity) {
    requireNonNull(bus, "bus");
    RecordedEvents recorded = new RecordedEvents(capacity);
    return new RecordingEventBus(bus, recorded, subscribed(bus, recorded));
  }

  private static Subscription subscribed(EventBus bus, RecordedEvents recorded) {
    @Nullable Subscription subscription =
        bus.subscribe(
            EventSelector.all(), SubscriptionOptions.named("recording"), recorded::onEvent);
    if (subscription == null || !subscription.isActive()) {
      throw new IllegalStateException(
          "bus returned %s subscription; record a bus that is open and not noop"
              .formatted(subscription == null ? "a null" : "an inactive"));
    }
    return subscription;
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  /** Closes the bus and ends all waits for further events. Idempotent. */
  @Override
  public void close() {
    super.close();
    end();
  }

  /** Closes the bus and ends all waits for further events. Idempotent. */
  @Override
  public CloseResult close(Duration timeout) {
    CloseResult result = super.close(timeout);
    end();
    return result;
  }

  private void end() {
    if (subscription != null) {
      subscription.unsubscribe();
      recorded.end();
    }
  }

  /** Returns a live view of all recorded events. */
  public Recording recording() {
    return new Recording(recorded, 0, null);
  }

  /**
   * Returns a live view of the recorded events with the correlation id of {@code event}, earlier
   * ones included.
   *
   * @throws NullPointerException if {@code event} is null
   */
  public Recording correlatedWith(DomainEvent event) {
    return new Recording(recorded, 0, requireNonNull(event, "event").correlationId());
  }

  /**
   * Runs {@code work} on the calling thread with a new correlation id, and returns a live view of
   * the events that have it.
   *
   * <p>Included are the events built by the work itself, by handlers of its events, and by tasks to
   * which {@link EventContext#wrap(Runnable)} or {@link EventContext#propagating} carried the
   * context, on any thread, also after this method has returned. Not included are events built
   * earlier or outside the work; events built with {@code root}, with an explicit correlation id,
   * or in a task without the context; and events of a nested capture.
   *
   * <p>Scope, plan and session of the caller stay current during the work. The first events of the
   * work have the correlation id as their causation id: that of a marker that is never emitted.
   *
   * @throws NullPointerException if {@code work} is null
   * @throws X if {@code work} throws it
   */
  public <X extends Exception> Recording capture(Work<X> work) throws X {
    requireNonNull(work, "work");
    String id = IdSource.ulid().nextId();
    DomainEvent marker = DomainEvent.builder(MARKER).id(id).correlationId(id).build();
    Recording recording = new Recording(recorded, recorded.position(), id);
    try (var opened = EventContext.of(marker).open()) {
      work.run();
    }
    return recording;
  }

  /**
   * Work that may throw a checked exception.
   *
   * @param <X> the type of the exception
   */
  @FunctionalInterface
  public interface Work<X extends Exception> {

    /** Runs the work. */
    void run() throws X;
  }
}
