package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How much of something may be used, by whom together, and in which period (MET-14). What is null
 * takes its default. Immutable and thread-safe.
 *
 * @param free how much of it is not billed, 0 or more, or null for none; no part of any decision
 * @param limit how much may be used, 0 or more, or null for as much as is wanted
 * @param strict whether the limit is never crossed; null is false, which lets it be crossed once
 * @param retention how long what was counted is to be kept, or null for ever; a host applies it by
 *     {@link io.tidings.event.store.Retention}
 * @param scope who shares the quota; null is the organization
 * @param period when counting begins anew; null is never
 */
public record Quota(
    @Nullable Long free,
    @Nullable Long limit,
    @Nullable Boolean strict,
    @Nullable Retention retention,
    @Nullable Scope scope,
    @Nullable Period period) {

  /** As much as is wanted, counted for the organization and for all time. */
  public static final Quota UNLIMITED = new Quota(null, null, null, null, null, null);

  /**
   * Creates a quota.
   *
   * @throws IllegalArgumentException if an amount is negative
   */
  public Quota {
    requireAmount(free, "free");
    requireAmount(limit, "limit");
  }

  /** Returns this quota with another limit; null takes it away. */
  public Quota withLimit(@Nullable Long limit) {
    return new Quota(free, limit, strict, retention, scope, period);
  }

  /** Returns this quota with a limit that is never crossed, or may be crossed once. */
  public Quota withStrict(boolean strict) {
    return new Quota(free, limit, strict, retention, scope, period);
  }

  /** Returns this quota shared by others. */
  public Quota withScope(Scope scope) {
    return new Quota(free, limit, strict, retention, requireNonNull(scope, "scope"), period);
  }

  /** Returns this quota in another period. */
  public Quota withPeriod(Period period) {
    return new Quota(free, limit, strict, retention, scope, requireNonNull(period, "period"));
  }

  /** Tells whether the limit is never crossed. */
  public boolean isStrict() {
    return Boolean.TRUE.equals(strict);
  }

  /**
   * Tells whether so much more may be used (MET-15). Without a limit always. With a strict one, if
   * all of it stays within. With another, if the limit has not been reached and the addition alone
   * is not beyond it: it may be crossed once. Giving back is always allowed.
   *
   * <p>What is allowed for an addition is allowed for each of its parts, so a layer that asks for
   * one event at a time is never stricter than one that asks for a batch.
   *
   * @param used what has been used
   * @param delta what is to be added
   */
  public boolean allows(long used, long delta) {
    return used <= mostBefore(delta);
  }

  /** Returns how much may have been used for an addition to be allowed; -1 if it never is. */
  long mostBefore(long delta) {
    if (limit == null || delta <= 0) {
      return Long.MAX_VALUE;
    }
    if (delta > limit) {
      return -1;
    }
    return isStrict() ? limit - delta : limit - 1;
  }

  /** Returns what has been used after an addition: 0 at least, and never more than a long. */
  static long added(long used, long delta) {
    if (delta > 0 && used > Long.MAX_VALUE - delta) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, used + delta);
  }

  /** Returns the meter of an event's scope at a time. */
  Meter meter(String counter, EventScope of, Instant time, @Nullable Integer anchorDay) {
    return new Meter(counter, sharedBy().cut(of), period(time, anchorDay));
  }

  /** Returns who shares this quota. */
  Scope sharedBy() {
    return scope == null ? Scope.ORGANIZATION : scope;
  }

  /** Returns the period a time lies in. */
  MeterPeriod period(Instant time, @Nullable Integer anchorDay) {
    return period == null ? MeterPeriod.ALL_TIME : period.of(time, anchorDay);
  }

  private static void requireAmount(@Nullable Long amount, String argument) {
    if (amount != null && amount < 0) {
      throw new IllegalArgumentException(argument + " must not be negative, but is " + amount);
    }
  }

  /** Who shares a quota. */
  public enum Scope {
    /** All of an organization. */
    ORGANIZATION,
    /** All of a workspace. */
    WORKSPACE,
    /** All of a project. */
    PROJECT,
    /** A user in a project. */
    USER;

    /** Returns a scope without what lies below this one. */
    EventScope cut(EventScope scope) {
      return new EventScope(
          scope.organization(),
          this == ORGANIZATION ? null : scope.workspace(),
          this == PROJECT || this == USER ? scope.project() : null,
          this == USER ? scope.user() : null);
    }
  }

  /** When counting begins anew, in UTC (MET-20). */
  public enum Period {
    /** At midnight. */
    DAILY,
    /** With the month, or on the day of the month on which an organization is billed. */
    MONTHLY,
    /** With the year. */
    YEARLY;

    /**
     * Returns the period a time lies in. Days of a month from the anchor day on count to the next
     * month; a month that does not have the anchor day counts as itself to its end.
     *
     * @param anchorDay 1 to 31, or null for none; for {@link #MONTHLY} alone
     */
    public MeterPeriod of(Instant time, @Nullable Integer anchorDay) {
      LocalDate date = LocalDate.ofInstant(time, ZoneOffset.UTC);
      return switch (this) {
        case DAILY -> new MeterPeriod(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        case MONTHLY -> {
          LocalDate month =
              anchorDay != null && date.getDayOfMonth() >= anchorDay
                  ? date.withDayOfMonth(1).plusMonths(1)
                  : date;
          yield new MeterPeriod(month.getYear(), month.getMonthValue(), null);
        }
        case YEARLY -> new MeterPeriod(date.getYear(), null, null);
      };
    }
  }

  /** How long events are to be kept. */
  public enum Retention {
    /** Not at all. */
    EPHEMERAL(0),
    /** An hour. */
    HOURLY(60),
    /** A day. */
    DAILY(1_440),
    /** 31 days. */
    MONTHLY(44_640),
    /** 91 days. */
    QUARTERLY(131_040),
    /** 365 days. */
    YEARLY(525_600);

    private final int minutes;

    Retention(int minutes) {
      this.minutes = minutes;
    }

    /** Returns how long that is. */
    public Duration duration() {
      return Duration.ofMinutes(minutes);
    }
  }
}
