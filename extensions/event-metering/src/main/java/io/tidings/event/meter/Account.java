package io.tidings.event.meter;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Cached billing and usage of one organization: its quota, period and used amounts, valid for a
 * minute or until the period ends; and the scopes whose events are being dropped, which the next
 * account inherits. Thread-safe.
 */
final class Account {

  private static final int MAX_SCOPES = 10_000;
  private static final int MILLIS_OF_SECOND = 1_000;

  private final @Nullable Quota quota;
  private final Quota.Scope scope;
  private final MeterPeriod period;
  private final Counters.Counter counter;
  private final long expiresAt;
  private final Set<EventScope> dropping;
  private final AtomicBoolean misfitLogged = new AtomicBoolean();
  private final ConcurrentHashMap<EventScope, Long> used = new ConcurrentHashMap<>();
  private volatile @Nullable Long organizationUsed;

  private Account(
      @Nullable Quota quota,
      MeterPeriod period,
      Counters.Counter counter,
      long expiresAt,
      @Nullable Account before) {
    this.quota = quota;
    this.scope = quota == null ? Quota.Scope.ORGANIZATION : quota.sharedBy();
    this.period = period;
    this.counter = counter;
    this.expiresAt = expiresAt;
    this.dropping =
        before != null && before.scope == scope ? before.dropping : ConcurrentHashMap.newKeySet();
  }

  /** Returns an account for a billing; {@code before} is the organization's previous account. */
  static Account of(
      Billing billing, Counters.Counter counter, Instant now, @Nullable Account before) {
    Quota quota = billing.plan().quota(Meter.EVENTS_INGESTED);
    if (quota == null) {
      return unknown(counter, now.plus(UsageLookup.ACCOUNT_TTL).toEpochMilli());
    }
    MeterPeriod period = quota.period(now, billing.anchorDay());
    return new Account(quota, period, counter, expiry(quota, billing, now, period), before);
  }

  /** Returns an account without a quota, which admits every event. */
  static Account unknown(Counters.Counter counter, long expiresAt) {
    return new Account(null, MeterPeriod.ALL_TIME, counter, expiresAt, null);
  }

  /** Returns the end of validity: a minute from now, or the midnight at which the period ends. */
  private static long expiry(Quota quota, Billing billing, Instant now, MeterPeriod period) {
    Instant end = now.plus(UsageLookup.ACCOUNT_TTL);
    if (quota.period(end, billing.anchorDay()).equals(period)) {
      return end.toEpochMilli();
    }
    long day = Duration.ofDays(1).toSeconds();
    return Math.floorDiv(end.getEpochSecond(), day) * day * MILLIS_OF_SECOND;
  }

  /** Returns whether the account is valid; not if the clock was set back since it was loaded. */
  boolean isFresh(long now) {
    return now < expiresAt && expiresAt - now <= UsageLookup.ACCOUNT_TTL.toMillis();
  }

  @Nullable Quota quota() {
    return quota;
  }

  Counters.Counter counter() {
    return counter;
  }

  /**
   * Returns the meter of the quota's scope that contains a scope.
   *
   * @throws IllegalArgumentException if the scope lacks an id that the quota needs
   */
  Meter meter(EventScope of) {
    return new Meter(Meter.EVENTS_INGESTED, scope.narrow(of), period);
  }

  /** Returns whether this is the first call, so that only one misfit is logged per account. */
  boolean isFirstMisfit() {
    return misfitLogged.compareAndSet(false, true);
  }

  /** Returns the cached usage of the quota's scope that contains a scope, or null if unknown. */
  @Nullable Long used(EventScope of) {
    return scope == Quota.Scope.ORGANIZATION ? organizationUsed : used.get(scope.narrow(of));
  }

  /** Caches a meter's value if the meter belongs to the quota and period of this account. */
  void remember(Meter of, long value) {
    EventScope sharing = of.scope();
    if (!period.equals(of.period()) || !sharing.equals(scope.narrow(sharing))) {
      return;
    }
    if (scope == Quota.Scope.ORGANIZATION) {
      organizationUsed = value;
    } else if (used.size() < MAX_SCOPES || used.containsKey(sharing)) {
      used.put(sharing, value);
    }
  }

  /** Removes a meter's value from the cache. */
  void forget(Meter of) {
    if (scope == Quota.Scope.ORGANIZATION) {
      organizationUsed = null;
    } else {
      used.remove(of.scope());
    }
  }

  /** Counts an admitted event and ends the burst of drops of its scope. */
  void admit(EventScope of) {
    counter.admitted.increment();
    if (!dropping.isEmpty()) {
      dropping.remove(scope.narrow(of));
    }
  }

  /** Counts a dropped event and returns whether it begins a burst of drops of its scope. */
  boolean drop(EventScope of) {
    counter.dropped.increment();
    return dropping.size() < MAX_SCOPES && dropping.add(scope.narrow(of));
  }
}
