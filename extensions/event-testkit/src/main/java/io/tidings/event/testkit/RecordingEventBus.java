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
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.spi.IdSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real bus that keeps what is emitted on it, for a test to look at.
 *
 * <pre>{@code
 * RecordingEventBus bus = RecordingEventBus.create();
 * new PlanService(bus).apply("p-1");
 * assertThat(bus).emitted(EventType.PLAN_APPLIED).withPlan("p-1");
 * }</pre>
 *
 * <p>Tests that run at the same time on one bus tell their events apart by correlation:
 *
 * <pre>{@code
 * Recording work = bus.capture(() -> service.apply("p-2"));
 * assertThat(work).emittedExactly(1, EventType.PLAN_APPLIED);
 * }</pre>
 *
 * <p>Events that are refused, or emitted when the bus is closed, are not recorded: nobody heard
 * them. At most {@link #DEFAULT_CAPACITY} events are kept unless told otherwise; beyond, the oldest
 * are let go, and whatever is said about the recording says how many. Thread-safe.
 */
public final class RecordingEventBus extends ForwardingEventBus {

  /** How many events are kept, unless told otherwise. */
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

  /** Returns a new bus with every default. */
  public static RecordingEventBus create() {
    return create(options -> {});
  }

  /**
   * Returns a new bus with taps, an order or a factory of the host's; each event is recorded before
   * these taps hear it.
   *
   * @param options is given the builder of the bus; what it throws is thrown on
   */
  public static RecordingEventBus create(Consumer<EventBusBuilder> options) {
    return create(options, DEFAULT_CAPACITY);
  }

  /**
   * Like {@link #create(Consumer)}, but keeps another number of events.
   *
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
   * Records what a bus delivers from now on, as a handler of all its events: one that is put off is
   * recorded when its turn comes. Closing the returned bus closes {@code bus}. If {@code bus} is
   * closed by somebody else, nothing more is recorded, and waiting goes on to its deadline.
   *
   * @throws IllegalStateException if {@code bus} is closed, is {@link EventBus#noop}, or gives null
   *     for a subscription
   */
  public static RecordingEventBus around(EventBus bus) {
    return around(bus, DEFAULT_CAPACITY);
  }

  /**
   * Like {@link #around(EventBus)}, but keeps another number of events.
   *
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
          "bus gave %s subscription; nothing could be recorded on it"
              .formatted(subscription == null ? "null for a" : "an inactive"));
    }
    return subscription;
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  /** Closes the bus; whoever waits for an event that has not come is told so. */
  @Override
  public void close() {
    super.close();
    if (subscription != null) {
      subscription.unsubscribe();
      recorded.end();
    }
  }

  /** Returns all that is recorded, up to the moment it is looked at. */
  public Recording recording() {
    return new Recording(recorded, 0, null);
  }

  /** Returns what is recorded with the correlation id of {@code event}, whenever it came. */
  public Recording correlatedWith(DomainEvent event) {
    return new Recording(recorded, 0, requireNonNull(event, "event").correlationId());
  }

  /**
   * Runs {@code work} on the calling thread with a correlation id of its own, and returns the
   * recording of exactly the events that have it.
   *
   * <p>These are the events built by the work itself, by handlers of its events, and by tasks that
   * {@link EventContext#wrap(Runnable)} or {@link EventContext#propagating} carried elsewhere, on
   * any thread, also after this method has returned. Not among them: events built before or by
   * others; events built with {@code root}, with a correlation id given, or in a task that no
   * context was carried to; events of a capture inside this one.
   *
   * <p>Inside, current scope, plan and session stay what they are. The first events of the work
   * name a cause that was never emitted.
   *
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
   * A piece of work that may throw.
   *
   * @param <X> what it throws
   */
  @FunctionalInterface
  public interface Work<X extends Exception> {

    /** Does the work. */
    void run() throws X;
  }
}
