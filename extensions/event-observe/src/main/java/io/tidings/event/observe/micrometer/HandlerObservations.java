package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.observe.BusObserver;
import io.tidings.event.observe.internal.HandlerBus;
import io.tidings.event.observe.internal.HandlerName;
import io.tidings.event.observe.internal.KnownKinds;
import io.tidings.event.observe.internal.ObservedHandler;

/**
 * Observations of the handlers of a bus, one for each call, for hosts whose timers, histograms and
 * spans all come from Micrometer's Observation API. An observation costs about a microsecond and
 * allocates; emits are not observed, and {@link BusMeters} need none.
 *
 * <pre>{@code
 * EventBus bus = ObservedEventBus.wrap(EventBus.create(), HandlerObservations.of(observations));
 * }</pre>
 *
 * <p>The observation {@value #NAME} has the key {@code subscription}, the name that a subscription
 * was given or the class of its handler, and the key {@code kind}, for kinds that the catalogue of
 * the bus has, else {@code other}; the high-cardinality keys {@code event_id} and, if there is one,
 * {@code session_id}. Names of subscriptions are not bounded here. Thread-safe.
 *
 * @contract OBS-07
 */
public final class HandlerObservations implements BusObserver {

  /** The name of the observations. */
  public static final String NAME = "tidings.handle";

  private final ObservationRegistry registry;

  private HandlerObservations(ObservationRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
  }

  /**
   * Returns observations in a registry.
   *
   * @throws NullPointerException if {@code registry} is null
   */
  public static HandlerObservations of(ObservationRegistry registry) {
    return new HandlerObservations(registry);
  }

  @Override
  public EventBus observe(EventBus bus) {
    KnownKinds kinds = KnownKinds.of(requireNonNull(bus, "bus"));
    return new HandlerBus(
        bus,
        (handler, name, options) ->
            ObservedHandler.of(new Observed(handler, name, kinds, registry)));
  }

  /** Handler whose calls are observed. */
  private record Observed(
      EventHandler delegate, HandlerName name, KnownKinds kinds, ObservationRegistry registry)
      implements ObservedHandler {

    @Override
    public void surround(DomainEvent event, int count, Call call) throws Exception {
      String kind = kinds.name(event.kind());
      Observation observation =
          Observation.createNotStarted(NAME, registry)
              .contextualName("handle " + kind)
              .lowCardinalityKeyValue("subscription", name.get())
              .lowCardinalityKeyValue("kind", kind)
              .highCardinalityKeyValue("event_id", event.id());
      String session = event.sessionId();
      if (session != null) {
        observation.highCardinalityKeyValue("session_id", session);
      }
      observation.<Exception>observeChecked(call::run);
    }
  }
}
