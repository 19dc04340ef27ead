package io.tidings.event.json.internal;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of maps and values to immutable details. Only an event freezes details, so each
 * conversion builds one and discards its other fields. Stateless.
 */
public final class FrozenDetails {

  /** Factory of events without a limit on details but the greatest depth. */
  public static final EventFactory UNLIMITED =
      EventFactory.standard()
          .withLimits(
              new EventLimits(
                  EventLimits.GREATEST_DEPTH,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE));

  private static final EventKind KIND = EventKind.of("details");

  private FrozenDetails() {}

  /**
   * Returns a map as immutable details, without its null entries and elements.
   *
   * @throws IllegalArgumentException if it exceeds the factory's limits or holds an unsupported
   *     value
   */
  public static Map<String, Object> of(
      Map<String, ? extends @Nullable Object> details, EventFactory factory) {
    DomainEvent event =
        factory
            .root(KIND)
            .id(KIND.id())
            .timestamp(Instant.EPOCH)
            .scope(EventScope.none())
            .details(details)
            .build();
    return event.details();
  }

  /**
   * Returns a value in the form it has in details.
   *
   * @throws IllegalArgumentException if details cannot hold it
   */
  public static Object value(Object value) {
    String name = "value";
    return requireNonNull(of(Map.of(name, value), UNLIMITED).get(name));
  }
}
