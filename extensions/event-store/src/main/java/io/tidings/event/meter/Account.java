package io.tidings.event.meter;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an organization: its quota, its period, and what was used, until it is too
 * old or the period ends; and whose events are being dropped, which goes on with the next account.
 * Thread-safe.
 */
final class Account {

  private static final int MOST = 10_000;
  private static final int MILLIS_OF_SECOND = 1_000;

  private final @Nullable Quota quota;
  private final Quota.Scope scope;
  private final MeterPeriod period;
  private final Counters.Counter counter;
  private final long until;
  private final Set<EventScope> dropping;
  private final AtomicBoolean misfitTold = new AtomicBoolean();
  private final ConcurrentHashMap<EventScope, Long> used = new ConcurrentHashMap<>();
  private volatile @Nullable Long ofAll;

  private Account(
      @Nullable Quota quota,
      MeterPeriod period,
      Counters.Counter counter,
      long until,
      @Nullable Account before) {
    this.quota = quota;
    this.scope = quota == null ? Quota.Scope.ORGANIZATION : quota.sharedBy();
    this.period = period;
    this.counter = counter;
    this.until = until;
    this.dropping =
        before != null && before.scope == scope ? before.dropping : ConcurrentHashMap.newKeySet();
  }

  /** Returns what is known of an organization that is billed so, after what was before. */
  static Account of(
      Billing billing, Counters.Counter counter, Instant now, @Nullable Account before) {
    Quota quota = billing.plan().quota(Meter.EVENTS_INGESTED);
    if (quota == null) {
      return unknown(counter, now.plus(Usages.LOCAL).toEpochMilli());
    }
    MeterPeriod period = quota.period(now, billing.anchorDay());
    return new Account(quota, period, counter, until(quota, billing, now, period), before);
  }

  /** Returns an account without a quota: all is admitted. */
  static Account unknown(Counters.Counter counter, long until) {
    return new Account(null, MeterPeriod.ALL_TIME, counter, until, null);
  }

  /** The minute ends early where a period does: at a midnight. */
  private static long until(Quota quota, Billing billing, Instant now, MeterPeriod period) {
    Instant end = now.plus(Usages.LOCAL);
    if (quota.period(end, billing.anchorDay()).equals(period)) {
      return end.toEpochMilli();
    }
    long day = Duration.ofDays(1).toSeconds();
    return Math.floorDiv(end.getEpochSecond(), day) * day * MILLIS_OF_SECOND;
  }

  boolean isGood(long now) {
    return now < until;
  }

  @Nullable Quota quota() {
    return quota;
  }

  Counters.Counter counter() {
    return counter;
  }

  /**
   * Returns the meter of those who share the quota with a scope.
   *
   * @throws IllegalArgumentException if the scope does not say who they are
   */
  Meter meter(EventScope of) {
    return new Meter(Meter.EVENTS_INGESTED, scope.cut(of), period);
  }

  /** Tells whether a scope that does not fit the quota is the first one. */
  boolean isFirstMisfit() {
    return misfitTold.compareAndSet(false, true);
  }

  /** Returns what those who share the quota with a scope have used, or null if it is not known. */
  @Nullable Long used(EventScope of) {
    return scope == Quota.Scope.ORGANIZATION ? ofAll : used.get(scope.cut(of));
  }

  /** Remembers what a meter of this organization has, if it is one of these. */
  void remember(Meter of, long value) {
    EventScope sharing = of.scope();
    if (!period.equals(of.period()) || !sharing.equals(scope.cut(sharing))) {
      return;
    }
    if (scope == Quota.Scope.ORGANIZATION) {
      ofAll = value;
    } else if (used.size() < MOST || used.containsKey(sharing)) {
      used.put(sharing, value);
    }
  }

  /** Forgets what a meter has. */
  void forget(Meter of) {
    if (scope == Quota.Scope.ORGANIZATION) {
      ofAll = null;
    } else {
      used.remove(of.scope());
    }
  }

  /** Counts an event that is let through: whoever's it is, no more is being dropped. */
  void admit(EventScope of) {
    counter.admitted.increment();
    if (!dropping.isEmpty()) {
      dropping.remove(scope.cut(of));
    }
  }

  /** Counts an event that is dropped; tells whether it is the first one after one let through. */
  boolean drop(EventScope of) {
    counter.dropped.increment();
    return dropping.size() < MOST && dropping.add(scope.cut(of));
  }
}
