package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
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
 * What is metered, and by what: the two layers of it share what they remember and what they count.
 *
 * <pre>{@code
 * Metering metering = Metering.builder(UsageMeter.in(trail), billing).build();
 * EventTap ingest = metering.ingest(trail);
 * EventBus bus =
 *     EventBus.builder().tap(metering.gate().around(AsyncTap.of(ingest))).build();
 * }</pre>
 *
 * <p>Metered are the events of certain kinds that name an organization; by default the platform
 * types. Kinds that are security-relevant, {@link AuditSelectors#securityRelevantTypes()}, never
 * are. What is not metered is stored and not counted.
 *
 * <p>Immutable but for what it counts, and thread-safe.
 */
public final class Metering {

  private static final Set<String> NEVER =
      AuditSelectors.securityRelevantTypes().stream()
          .map(EventType::id)
          .collect(Collectors.toUnmodifiableSet());

  private final @Nullable Usages usages;
  private final Set<String> kinds;
  private final Counters counters = new Counters();

  private Metering(@Nullable Builder builder) {
    usages = builder == null ? null : new Usages(builder, counters);
    kinds = builder == null ? Set.of() : builder.kinds;
  }

  /** Returns the metering that is switched off: all is stored, nothing is counted. */
  public static Metering off() {
    return new Metering(null);
  }

  /** Starts a metering. */
  public static Builder builder(UsageMeter meter, Billing.Source billing) {
    return new Builder(meter, billing);
  }

  /** Returns the first layer. */
  public QuotaGate gate() {
    return new QuotaGate(this);
  }

  /** Returns the second layer, before a trail. */
  public MeteredIngest ingest(EventStore trail) {
    return new MeteredIngest(this, requireNonNull(trail, "trail"));
  }

  /**
   * Returns what both layers have counted since this metering was made, by organization. Of more
   * than ten thousand organizations those that came last are counted together, under the empty
   * text.
   */
  public Map<String, Tally> counts() {
    return counters.tallies();
  }

  /** Returns what is remembered of usage; null if metering is off. */
  @Nullable Usages usages() {
    return usages;
  }

  /** Tells whether an event is metered: by its kind, if it names an organization. */
  boolean meters(DomainEvent event) {
    return event.scope().organization() != null && kinds.contains(event.kind().id());
  }

  Counters counters() {
    return counters;
  }

  /**
   * What was counted for an organization. Immutable.
   *
   * @param admitted events that the gate let through
   * @param dropped events that it dropped
   * @param stored metered events that the ingest stored and the trail did not have
   * @param denied events that it denied
   */
  public record Tally(long admitted, long dropped, long stored, long denied) {}

  /** Makes a metering. Confined to one thread. */
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

    /** Sets which kinds are metered, by their ids; those among them that never are stay out. */
    public Builder kinds(Collection<String> ids) {
      kinds = metered(ids.stream().map(id -> EventKind.of(id).id()));
      return this;
    }

    /** Sets the clock by which periods begin. By default the system's. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Sets a cache that several processes share. By default each remembers for itself. */
    public Builder sharedCache(UsageCache cache) {
      this.shared = requireNonNull(cache, "cache");
      return this;
    }

    /** Returns the metering. */
    public Metering build() {
      return new Metering(this);
    }

    private static Set<String> metered(Stream<String> ids) {
      return ids.filter(id -> !NEVER.contains(id)).collect(Collectors.toUnmodifiableSet());
    }
  }
}
