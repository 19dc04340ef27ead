package io.tidings.event.meter;

import io.tidings.event.EventScope;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Usage by organization, cached for a minute, with its sources: billing, shared cache and meter.
 * Thread-safe; no lock is held while one of these is called.
 */
final class UsageLookup {

  private static final Logger LOG = LoggerFactory.getLogger(Metering.class);

  /** Validity of an account in this process. */
  static final Duration ACCOUNT_TTL = Duration.ofSeconds(60);

  /** Validity of a value in the shared cache. */
  static final Duration SHARED_TTL = Duration.ofHours(24);

  /** Time after a failure in which no source is called again for the organization. */
  static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final UsageMeter meter;
  private final Billing.Source billing;
  private final InstantSource clock;
  private final @Nullable UsageCache shared;
  private final Counters counters;
  private final Accounts accounts = new Accounts();

  UsageLookup(Metering.Builder builder, Counters counters) {
    this.meter = builder.meter;
    this.billing = builder.billing;
    this.clock = builder.clock;
    this.shared = builder.shared;
    this.counters = counters;
  }

  /**
   * Returns the account of an organization, loading it if it is absent or too old. Rethrows what
   * the host's billing throws; it is called again after {@link #RETRY_DELAY}.
   */
  Account account(String organization) {
    long now = clock.millis();
    Account account = accounts.get(organization);
    return account != null && account.isFresh(now) ? account : load(organization, now, account);
  }

  private Account load(String organization, long now, @Nullable Account before) {
    Counters.Counter counter = counters.of(organization);
    Account account = null;
    try {
      account = Account.of(billing.of(organization), counter, Instant.ofEpochMilli(now), before);
      return account;
    } finally {
      accounts.put(organization, account != null ? account : unavailable(counter));
    }
  }

  /** Returns an account that admits everything until the delay ends, counted from now. */
  private Account unavailable(Counters.Counter counter) {
    return Account.unknown(counter, clock.millis() + RETRY_DELAY.toMillis());
  }

  /** Returns whether one more event is allowed by the cached usage. */
  boolean admits(String organization, Account account, EventScope scope) {
    Quota quota = account.quota();
    if (quota == null || quota.limit() == null) {
      return true;
    }
    Long used = account.used(scope);
    if (used != null) {
      return quota.allows(used, 1);
    }
    Meter of = meter(account, scope);
    return of == null || quota.allows(load(organization, account, of), 1);
  }

  /**
   * Returns the meter of a scope, or null, which admits the event, if the scope lacks an id that
   * the quota needs. The first such scope of an account throws, so that it is logged.
   */
  private static @Nullable Meter meter(Account account, EventScope scope) {
    try {
      return account.meter(scope);
    } catch (IllegalArgumentException misfit) {
      if (account.isFirstMisfit()) {
        throw misfit;
      }
      return null;
    }
  }

  private long load(String organization, Account account, Meter of) {
    boolean loaded = false;
    try {
      String key = of.id().toString();
      Long cached = shared == null ? null : shared.get(key);
      long used = cached != null ? cached : meter.used(of);
      account.remember(of, used);
      if (shared != null && cached == null) {
        shared.put(key, used, SHARED_TTL);
      }
      loaded = true;
      return used;
    } finally {
      if (!loaded) {
        accounts.put(organization, unavailable(account.counter()));
      }
    }
  }

  /** Returns the current billing of an organization, uncached. */
  Billing billing(String organization) {
    return billing.of(organization);
  }

  Instant now() {
    return clock.instant();
  }

  /** Charges a meter, caches the outcome and returns whether the charge was allowed. */
  boolean charge(Meter of, long delta, Quota quota, String receipt) {
    String organization = String.valueOf(of.scope().organization());
    UsageMeter.Adjustment adjustment = meter.adjust(of, delta, quota, receipt);
    Account account = accounts.get(organization);
    if (account != null && adjustment.allowed()) {
      account.remember(of, adjustment.used());
    } else if (account != null) {
      account.forget(of);
    }
    publish(of.id().toString(), adjustment);
    return adjustment.allowed();
  }

  /** Writes the outcome to the shared cache; a failure is logged and leaves the charge in place. */
  private void publish(String key, UsageMeter.Adjustment adjustment) {
    if (shared == null) {
      return;
    }
    try {
      if (adjustment.allowed()) {
        shared.put(key, adjustment.used(), SHARED_TTL);
      } else {
        shared.remove(key);
      }
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      SafeLog.warn(LOG, "Shared usage cache failed; other processes may use stale usage", failure);
    }
  }
}
