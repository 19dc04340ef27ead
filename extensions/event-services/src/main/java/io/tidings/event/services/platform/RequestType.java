package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.stream.Stream;

/**
 * Origin of a request. An event carries it in the detail {@value #DETAIL}; an event without that
 * detail is {@link #UNKNOWN}, as all events of {@link PlatformEmitter} are. Immutable and
 * thread-safe.
 *
 * @contract AGR-18
 */
public enum RequestType {
  /** Not specified. */
  UNKNOWN("unknown"),
  /** Received at the boundary, from a user or another system. */
  ROUTER("router"),
  /** Started by a background task. */
  WORKER("worker");

  /** The name of the detail. */
  public static final String DETAIL = "request_type";

  private final String id;

  RequestType(String id) {
    this.id = id;
  }

  /** Returns the value used in events. */
  public String id() {
    return id;
  }

  /**
   * Returns the type of an event, or {@link #UNKNOWN} if the detail is absent or has another value.
   */
  public static RequestType of(DomainEvent event) {
    Object value = requireNonNull(event, "event").details().get(DETAIL);
    return Stream.of(values()).filter(type -> type.id.equals(value)).findAny().orElse(UNKNOWN);
  }
}
