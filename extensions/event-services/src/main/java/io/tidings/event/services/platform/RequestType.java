package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.stream.Stream;

/**
 * How a request came in (AGR-18). An event tells it by the detail {@value #DETAIL}; one without is
 * of a type that is {@link #UNKNOWN}, as all are that {@link PlatformEmitter} emits. Immutable and
 * thread-safe.
 */
public enum RequestType {
  /** Nobody has said. */
  UNKNOWN("unknown"),
  /** Through the boundary, by a user or another system. */
  ROUTER("router"),
  /** From a task in the background. */
  WORKER("worker");

  /** The detail's name. */
  public static final String DETAIL = "request_type";

  private final String id;

  RequestType(String id) {
    this.id = id;
  }

  /** Returns the text that stands for this type in events. */
  public String id() {
    return id;
  }

  /** Returns the type that an event tells; unknown if it tells none, or something else. */
  public static RequestType of(DomainEvent event) {
    Object told = requireNonNull(event, "event").details().get(DETAIL);
    return Stream.of(values()).filter(type -> type.id.equals(told)).findAny().orElse(UNKNOWN);
  }
}
