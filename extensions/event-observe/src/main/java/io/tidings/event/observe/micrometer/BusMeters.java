package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidings.event.EventBus;
import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.observe.BusObserver;
import io.tidings.event.observe.internal.HandlerName;
import io.tidings.event.observe.internal.KnownKinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of a bus: emitted and rejected events by kind, and by subscription the calls, times and
 * failures of its handler and what its queue holds, drops, retries and buries. {@code
 * docs/reference/metrics.md} lists them.
 *
 * <pre>{@code
 * BusMeters meters = BusMeters.create();
 * EventBus bus = ObservedEventBus.wrap(EventBus.create(), meters);
 * meters.bindTo(registry);
 * }</pre>
 *
 * <p>The number of meters is bounded. Kinds that the catalogue of the bus does not have are counted
 * as {@code other}. A subscription without a name of its own is counted under the class of its
 * handler; beyond {@link Builder#subscriptions} names, further ones are counted as {@code other}.
 *
 * <p>Counting needs no registry and allocates nothing: meters may be bound before or after the
 * first event, to several registries, and appear with the first event of their kind or the first
 * subscription of their name. A handler whose calls take less than a microsecond is timed one call
 * in eight, chosen at random, each of which stands for eight; {@link Builder#everyCall} times all.
 * Several buses may share one object. Thread-safe.
 *
 * @contract OBS-02, OBS-03, OBS-04, OBS-05
 */
public final class BusMeters implements BusObserver, MeterBinder {

  /** The default of {@link Builder#subscriptions}: 200. */
  public static final int DEFAULT_SUBSCRIPTIONS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(BusMeters.class);

  private final Bindings bindings;
  private final LongSupplier clock;
  private final boolean everyCall;
  private final int maxGroups;
  private final Map<String, KindCounts> kinds = new ConcurrentHashMap<>();
  private final Map<String, SubscriptionGroup> groups = new HashMap<>();
  private final AtomicBoolean warned = new AtomicBoolean();

  private BusMeters(Builder builder) {
    this.bindings = new Bindings(builder.tags);
    this.clock = builder.clock;
    this.everyCall = builder.everyCall;
    this.maxGroups = builder.subscriptions;
  }

  /** Returns meters with all defaults. */
  public static BusMeters create() {
    return builder().build();
  }

  /** Returns a builder of meters. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public EventBus observe(EventBus bus) {
    KindTable table = new KindTable(KnownKinds.of(requireNonNull(bus, "bus")), this::counts);
    return new MeteredBus(bus, this, table);
  }

  /**
   * Registers the meters with a registry, those that appear later too. A second call with the same
   * registry has no effect. The registry does not keep this object alive; a wrapped bus does.
   *
   * @throws NullPointerException if {@code registry} is null
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    bindings.bind(requireNonNull(registry, "registry"));
  }

  private KindCounts counts(String kind) {
    return kinds.computeIfAbsent(kind, id -> new KindCounts(id, bindings));
  }

  /** Returns numbers for one handler. */
  HandlerTimes times() {
    return everyCall ? HandlerTimes.ofEveryCall(clock) : HandlerTimes.sampling(clock);
  }

  /** Returns the numbers of the subscriptions with a name, or of the handlers of a class. */
  SubscriptionGroup group(String name, boolean isNamed) {
    String tag = isNamed ? name : HandlerName.shared(name);
    synchronized (groups) {
      SubscriptionGroup known = groups.get(tag);
      if (known != null) {
        return known;
      }
      if (groups.size() >= maxGroups && !tag.equals(KnownKinds.OTHER)) {
        warnOnce(tag);
        return group(KnownKinds.OTHER, true);
      }
      SubscriptionGroup added = new SubscriptionGroup(new RecentMax(clock));
      groups.put(tag, added);
      register(added, tag);
      return added;
    }
  }

  /** Removes the subscriptions that have ended, and with them what a closed bus refers to. */
  void sweep() {
    List<SubscriptionGroup> all;
    synchronized (groups) {
      all = List.copyOf(groups.values());
    }
    all.forEach(SubscriptionGroup::sweep);
  }

  private void warnOnce(String tag) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "{} subscription names have meters; counting {} and all later ones as \"other\" (logged"
              + " once); give dynamic subscriptions one name, or raise the limit",
          maxGroups,
          tag);
    }
  }

  private void register(SubscriptionGroup group, String tag) {
    bindings.timer(Metric.HANDLER, group, SubscriptionGroup::calls, SubscriptionGroup::nanos, tag);
    bindings.time(Metric.HANDLER_MAX, group, SubscriptionGroup::maxNanos, tag);
    bindings.counter(Metric.HANDLER_FAILURES, group, SubscriptionGroup::failures, tag);
    counter(Metric.DELIVERED, group, SubscriptionMetrics::delivered, tag);
    counter(Metric.FAILED, group, SubscriptionMetrics::failed, tag);
    counter(Metric.RETRIED, group, SubscriptionMetrics::retried, tag);
    counter(Metric.DROPPED, group, SubscriptionMetrics::dropped, tag);
    counter(Metric.DISCARDED, group, SubscriptionMetrics::discarded, tag);
    gauge(Metric.DEAD, group, SubscriptionMetrics::dead, tag);
    gauge(Metric.QUEUED, group, SubscriptionMetrics::queued, tag);
    gauge(Metric.IN_FLIGHT, group, SubscriptionMetrics::inFlight, tag);
  }

  private void counter(
      Metric metric,
      SubscriptionGroup group,
      ToLongFunction<SubscriptionMetrics> number,
      String tag) {
    bindings.counter(metric, group, state -> number.applyAsLong(state.metrics()), tag);
  }

  private void gauge(
      Metric metric,
      SubscriptionGroup group,
      ToLongFunction<SubscriptionMetrics> number,
      String tag) {
    bindings.gauge(metric, group, state -> number.applyAsLong(state.metrics()), tag);
  }

  /** Builder of meters; see {@link #builder}. Confined to one thread. */
  public static final class Builder {

    private Tags tags = Tags.empty();
    private LongSupplier clock = System::nanoTime;
    private boolean everyCall;
    private int subscriptions = DEFAULT_SUBSCRIPTIONS;

    private Builder() {}

    /**
     * Adds tags that all meters have, for example {@code "bus", "orders"} where each bus has meters
     * of its own. By default there are none.
     *
     * @param tags names and values in turn
     * @return this builder
     * @throws IllegalArgumentException if their number is odd
     */
    public Builder tags(String... tags) {
      this.tags = this.tags.and(requireNonNull(tags, "tags"));
      return this;
    }

    /**
     * Times every call of a handler. By default calls of less than a microsecond are sampled, as
     * reading the clock twice takes 40 to 70 nanoseconds.
     *
     * @return this builder
     */
    public Builder everyCall() {
      this.everyCall = true;
      return this;
    }

    /**
     * Sets the greatest number of subscription names with meters of their own, at least 1. The
     * default is {@link #DEFAULT_SUBSCRIPTIONS}.
     *
     * @return this builder
     * @throws IllegalArgumentException if {@code subscriptions} is less than 1
     */
    public Builder subscriptions(int subscriptions) {
      if (subscriptions < 1) {
        throw new IllegalArgumentException(
            "subscriptions must be at least 1, but is " + subscriptions);
      }
      this.subscriptions = subscriptions;
      return this;
    }

    /** Sets the clock of the times, for tests. */
    Builder clock(LongSupplier clock) {
      this.clock = clock;
      return this;
    }

    /** Returns new meters. */
    public BusMeters build() {
      return new BusMeters(this);
    }
  }
}
