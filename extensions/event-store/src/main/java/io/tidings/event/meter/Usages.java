package io.tidings.event.meter;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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

  private final UsageMeter meter;
  private final Billing.Source billing;
  private final InstantSource clock;
  private final @Nullable UsageCache shared;
  private final Counters counters;
  private final Accounts accounts = new Accounts();

  Usages(Metering.Builder builder, Counters counters) {
    this.meter = builder.meter;
    this.billing = builder.billing;
    this.clock = builder.clock;
    this.shared = builder.shared;
    this.counters = counters;
  }

  /**
   * Returns what is remembered of an organization, after asking for it where that is too old. What
   * is thrown if it cannot be known comes from a host; nobody is asked again for a moment.
   */
  Account account(String organization) {
    long now = clock.millis();
    Account account = accounts.get(organization);
    return account != null && account.isGood(now) ? account : opened(organization, now, account);
  }

  private Account opened(String organization, long now, @Nullable Account before) {
    Counters.Counter counter = counters.of(organization);
    Account account = null;
    try {
      account = Account.of(billing.of(organization), counter, Instant.ofEpochMilli(now), before);
      return account;
    } finally {
      accounts.put(organization, account != null ? account : paused(counter));
    }
  }

  /** The moment begins when what has failed is over, however long that took. */
  private Account paused(Counters.Counter counter) {
    return Account.unknown(counter, clock.millis() + PAUSE.toMillis());
  }

  /** Tells whether one event more is allowed, as far as is known. */
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
    return of == null || quota.allows(asked(organization, account, of), 1);
  }

  /** An event that is ill-scoped is let through, and stops nobody's counting; one is told of. */
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

  private long asked(String organization, Account account, Meter of) {
    boolean known = false;
    try {
      String key = of.id().toString();
      Long cached = shared == null ? null : shared.get(key);
      long used = cached != null ? cached : meter.used(of);
      account.remember(of, used);
      if (shared != null && cached == null) {
        shared.put(key, used, SHARED);
      }
      known = true;
      return used;
    } finally {
      if (!known) {
        accounts.put(organization, paused(account.counter()));
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
    Account account = accounts.get(organization);
    if (account != null && adjustment.allowed()) {
      account.remember(of, adjustment.used());
    } else if (account != null) {
      account.forget(of);
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
    } catch (Throwable failure) {
      Failures.tell(
          LOG,
          Level.WARN,
          failure,
          "The shared cache of usage failed; others may see usage that is old");
    }
  }
}
