package io.tidings.event.meter;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of usage for a minute, by organization, and where it comes from. Thread-safe;
 * no lock is held while a host's billing, meter or cache is asked.
 */
final class Usages {

  private static final Logger LOG = LoggerFactory.getLogger(Metering.class);

  /** How long usage is remembered here, and how long in a shared cache (MET-18). */
  static final Duration LOCAL = Duration.ofSeconds(60);

  static final Duration SHARED = Duration.ofHours(24);

  /** How long nobody is asked again after a failure. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int MOST = 10_000;

  private final UsageMeter meter;
  private final Billing.Source billing;
  private final InstantSource clock;
  private final @Nullable UsageCache shared;
  private final Counters counters;
  private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();

  Usages(Metering.Builder builder, Counters counters) {
    this.meter = builder.meter;
    this.billing = builder.billing;
    this.clock = builder.clock;
    this.shared = builder.shared;
    this.counters = counters;
  }

  /**
   * Returns what is remembered of an organization, after asking for it where that is too old.
   *
   * @throws RuntimeException if it cannot be known; it is not asked for again for a moment
   */
  Account account(String organization) {
    long now = clock.millis();
    Account account = accounts.get(organization);
    return account != null && account.isGood(now) ? account : opened(organization, now);
  }

  private Account opened(String organization, long now) {
    if (accounts.size() >= MOST) {
      accounts.values().removeIf(account -> !account.isGood(now));
    }
    Counters.Counter counter = counters.of(organization);
    Account account = Account.unknown(counter, now + PAUSE.toMillis());
    try {
      account = Account.of(billing.of(organization), counter, Instant.ofEpochMilli(now));
    } finally {
      keep(organization, account);
    }
    return account;
  }

  private void keep(String organization, Account account) {
    if (accounts.size() < MOST || accounts.containsKey(organization)) {
      accounts.put(organization, account);
    }
  }

  /** Tells whether one event more is allowed, as far as is known. */
  boolean admits(String organization, Account account, EventScope scope) {
    Quota quota = account.quota();
    if (quota == null || quota.limit() == null) {
      return true;
    }
    Long used = account.used(scope);
    return quota.allows(used != null ? used : asked(organization, account, account.cut(scope)), 1);
  }

  private long asked(String organization, Account account, EventScope sharing) {
    boolean known = false;
    try {
      Meter of = new Meter(Meter.EVENTS_INGESTED, sharing, account.period());
      String key = of.id().toString();
      Long cached = shared == null ? null : shared.get(key);
      long used = cached != null ? cached : meter.used(of);
      account.remember(sharing, used);
      if (shared != null && cached == null) {
        shared.put(key, used, SHARED);
      }
      known = true;
      return used;
    } finally {
      if (!known) {
        keep(organization, Account.unknown(account.counter(), clock.millis() + PAUSE.toMillis()));
      }
    }
  }

  /** Returns the present billing of an organization. */
  Billing billing(String organization) {
    return billing.of(organization);
  }

  Instant now() {
    return clock.instant();
  }

  /** Charges, and remembers what came of it (MET-17). */
  boolean charge(Meter of, long delta, Quota quota, String receipt) {
    String organization = String.valueOf(of.scope().organization());
    UsageMeter.Adjustment adjustment = meter.adjust(of, delta, quota, receipt);
    if (adjustment.allowed()) {
      Account account = accounts.get(organization);
      if (account != null && account.period().equals(of.period())) {
        account.remember(of.scope(), adjustment.used());
      }
    } else {
      accounts.remove(organization);
    }
    tellOthers(of.id().toString(), adjustment);
    return adjustment.allowed();
  }

  /** A shared cache that fails costs a warning; what was charged is charged. */
  private void tellOthers(String key, UsageMeter.Adjustment adjustment) {
    if (shared == null) {
      return;
    }
    try {
      if (adjustment.allowed()) {
        shared.put(key, adjustment.used(), SHARED);
      } else {
        shared.remove(key);
      }
    } catch (RuntimeException failure) {
      LOG.warn("The shared cache of usage failed; others may see usage that is old", failure);
    }
  }
}
