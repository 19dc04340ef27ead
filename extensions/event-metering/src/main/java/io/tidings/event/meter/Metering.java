package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.logging.AuditSelectors;
import io.tidings.event.store.EventStore;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of metering, and factory of its two layers, which share cached usage and counters.
 *
 * <pre>{@code
 * Metering metering = Metering.builder(UsageMeter.in(trail), billing).build();
 * EventTap ingest = metering.ingest(trail);
 * EventBus bus =
 *     EventBus.builder().tap(metering.gate().around(AsyncTap.of(ingest))).build();
 * }</pre>
 *
 * <p>Events are metered if they name an organization and are of a metered kind, by default the
 * platform types. The security-relevant kinds, {@link AuditSelectors#securityRelevantTypes()}, are
 * never metered. Events that are not metered are stored and not counted.
 *
 * <p>Immutable except for its caches and counters, and thread-safe. It needs no closing.
 *
 * @contract MTR-01, MTR-03
 */
public final class Metering {

  private static final Set<String> UNMETERED =
      AuditSelectors.securityRelevantTypes().stream()
          .map(EventType::id)
          .collect(Collectors.toUnmodifiableSet());

  private final @Nullable UsageLookup usages;
  private final Set<String> kinds;
  private final Counters counters = new Counters();

  private Metering(@Nullable Builder builder) {
    usages = builder == null ? null : new UsageLookup(builder, counters);
    kinds = builder == null ? Set.of() : builder.kinds;
  }

  /** Returns a metering that is switched off: every event is stored, and none is counted. */
  public static Metering off() {
    return new Metering(null);
  }

  /**
   * Returns a builder.
   *
   * @param meter the usage numbers; called by the gate to read and by the ingest to charge
   * @param billing the host's billings
   */
  public static Builder builder(UsageMeter meter, Billing.Source billing) {
    return new Builder(meter, billing);
  }

  /** Returns a new gate, the first layer. */
  public QuotaGate gate() {
    return new QuotaGate(this);
  }

  /** Returns a new ingest, the second layer, which appends to a trail and leaves it open. */
  public MeteredIngest ingest(EventStore trail) {
    return new MeteredIngest(this, requireNonNull(trail, "trail"));
  }

  /**
   * Returns a snapshot of the counters of both layers by organization, since this metering was
   * built. Organizations beyond the first ten thousand share one counter, under the empty text.
   */
  public Map<String, Tally> counts() {
    return counters.tallies();
  }

  /** Returns the cached usage, or null if metering is off. */
  @Nullable UsageLookup usages() {
    return usages;
  }

  /** Returns whether an event is of a metered kind and names an organization. */
  boolean meters(DomainEvent event) {
    return event.scope().organization() != null && kinds.contains(event.kind().id());
  }

  Counters counters() {
    return counters;
  }

  /**
   * Counters of one organization. Immutable.
   *
   * @param admitted metered events admitted by the gate
   * @param dropped metered events dropped by the gate
   * @param stored metered events newly stored by the ingest
   * @param denied metered events denied by the ingest
   */
  public record Tally(long admitted, long dropped, long stored, long denied) {}

  /** Builder of a metering. Confined to one thread. */
  public static final class Builder {

    final UsageMeter meter;
    final Billing.Source billing;
    private Set<String> kinds;
    InstantSource clock = InstantSource.system();
    @Nullable UsageCache shared;

    private Builder(UsageMeter meter, Billing.Source billing) {
      this.meter = requireNonNull(meter, "meter");
      this.billing = requireNonNull(billing, "billing");
      this.kinds =
          metered(
              Arrays.stream(EventType.values()).filter(EventType::isPlatform).map(EventType::id));
    }

    /**
     * Sets the metered kinds by id; security-relevant kinds among them are ignored. By default the
     * platform types.
     *
     * @throws IllegalArgumentException if an id is malformed
     */
    public Builder kinds(Collection<String> ids) {
      kinds = metered(ids.stream().map(id -> EventKind.of(id).id()));
      return this;
    }

    /**
     * Sets the metered kinds like {@link #kinds(Collection)}, all of a catalogue.
     *
     * @throws IllegalArgumentException if the catalogue does not have an id; the message names the
     *     nearest one
     */
    public Builder kinds(EventCatalog catalog, Collection<String> ids) {
      requireNonNull(catalog, "catalog");
      return kinds(ids.stream().map(id -> catalog.require(id).id()).toList());
    }

    /** Sets the clock that determines the current period. By default the system clock. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Sets a usage cache shared by several processes. By default there is none. */
    public Builder sharedCache(UsageCache cache) {
      this.shared = requireNonNull(cache, "cache");
      return this;
    }

    /** Returns a new metering. */
    public Metering build() {
      return new Metering(this);
    }

    private static Set<String> metered(Stream<String> ids) {
      return ids.filter(id -> !UNMETERED.contains(id)).collect(Collectors.toUnmodifiableSet());
    }
  }
}
