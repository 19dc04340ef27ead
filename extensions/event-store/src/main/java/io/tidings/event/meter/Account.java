package io.tidings.event.meter;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an organization: its quota, its period, and what was used, until it is too
 * old or the period ends. Thread-safe.
 */
final class Account {

  private static final int MOST = 10_000;
  private static final int MILLIS_OF_SECOND = 1_000;

  private final @Nullable Quota quota;
  private final Quota.Scope scope;
  private final MeterPeriod period;
  private final Counters.Counter counter;
  private final long until;
  private final ConcurrentHashMap<EventScope, Long> used = new ConcurrentHashMap<>();
  private volatile @Nullable Long ofAll;

  private Account(@Nullable Quota quota, MeterPeriod period, Counters.Counter counter, long until) {
    this.quota = quota;
    this.scope = quota == null || quota.scope() == null ? Quota.Scope.ORGANIZATION : quota.scope();
    this.period = period;
    this.counter = counter;
    this.until = until;
  }

  /** Returns what is known of an organization that is billed so. */
  static Account of(Billing billing, Counters.Counter counter, Instant now) {
    Quota quota = billing.plan().quota(Meter.EVENTS_INGESTED);
    if (quota == null) {
      return unknown(counter, now.plus(Usages.LOCAL).toEpochMilli());
    }
    MeterPeriod period = quota.period(now, billing.anchorDay());
    return new Account(quota, period, counter, until(quota, billing, now, period));
  }

  /** Returns an account without a quota: all is admitted. */
  static Account unknown(Counters.Counter counter, long until) {
    return new Account(null, MeterPeriod.ALL_TIME, counter, until);
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

  MeterPeriod period() {
    return period;
  }

  Counters.Counter counter() {
    return counter;
  }

  /** Returns those who share the quota with a scope. */
  EventScope cut(EventScope of) {
    return scope.cut(of);
  }

  /** Returns what those who share the quota with a scope have used, or null if it is not known. */
  @Nullable Long used(EventScope of) {
    return scope == Quota.Scope.ORGANIZATION ? ofAll : used.get(scope.cut(of));
  }

  void remember(EventScope sharing, long value) {
    if (scope == Quota.Scope.ORGANIZATION) {
      ofAll = value;
    } else if (used.size() < MOST || used.containsKey(sharing)) {
      used.put(sharing, value);
    }
  }
}
