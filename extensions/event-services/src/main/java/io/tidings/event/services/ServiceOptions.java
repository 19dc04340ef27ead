package io.tidings.event.services;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.spi.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies of a service: the optional bus, clock and ids. Defaults: no bus, the system clock
 * and ULIDs.
 *
 * <pre>{@code
 * ServiceOptions options = ServiceOptions.defaults().withBus(bus);
 * DecisionService decisions = new DecisionService(options, Repository.inMemory());
 * }</pre>
 *
 * <p>Immutable; thread-safe if its parts are.
 *
 * @param events emits the service's events
 * @param clock supplies the time
 * @param ids supplies the ids of new objects
 */
public record ServiceOptions(EventEmitter events, InstantSource clock, IdSource ids) {

  private static final ServiceOptions DEFAULTS =
      new ServiceOptions(EventEmitter.of(null), InstantSource.system(), IdSource.ulid());

  /** Creates options; no part may be null. */
  public ServiceOptions {
    requireNonNull(events, "events");
    requireNonNull(clock, "clock");
    requireNonNull(ids, "ids");
  }

  /** Returns the options with all defaults. */
  public static ServiceOptions defaults() {
    return DEFAULTS;
  }

  /** Returns the defaults with a bus; null for none. */
  public static ServiceOptions of(@Nullable EventBus bus) {
    return DEFAULTS.withBus(bus);
  }

  /** Returns these options with another bus; null for none. */
  public ServiceOptions withBus(@Nullable EventBus bus) {
    return new ServiceOptions(EventEmitter.of(bus), clock, ids);
  }

  /** Returns these options with another clock. */
  public ServiceOptions withClock(InstantSource clock) {
    return new ServiceOptions(events, clock, ids);
  }

  /** Returns these options with another source of ids. */
  public ServiceOptions withIds(IdSource ids) {
    return new ServiceOptions(events, clock, ids);
  }

  /**
   * Returns the current time.
   *
   * @throws NullPointerException if the clock returns null
   */
  public Instant now() {
    return requireNonNull(clock.instant(), "clock.instant()");
  }

  /**
   * Returns a new id.
   *
   * @throws IllegalArgumentException if the source of ids returns one that is ill-formed
   */
  public String newId() {
    return Inputs.id(ids.nextId(), "ids.nextId()");
  }
}
