package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A limit on usage per scope and period. A null part has its default. Immutable and thread-safe.
 *
 * @param free the amount that is not billed, 0 or more, or null for none; not part of any decision
 * @param limit the maximum usage, 0 or more, or null for no limit
 * @param strict whether the limit is never exceeded; null means false, which allows one adjustment
 *     to exceed it
 * @param retention the time for which counted events are kept, or null for no end; applied by the
 *     host through {@link io.tidings.event.store.Retention}
 * @param scope the scope that shares the quota; null means the organization
 * @param period the period after which the count restarts at 0; null means never
 * @contract MET-14, MET-15
 */
public record Quota(
    @Nullable Long free,
    @Nullable Long limit,
    @Nullable Boolean strict,
    @Nullable Retention retention,
    @Nullable Scope scope,
    @Nullable Period period) {

  /** A quota without a limit, counted per organization and for all time. */
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

  /** Returns this quota with another limit; null removes it. */
  public Quota withLimit(@Nullable Long limit) {
    return new Quota(free, limit, strict, retention, scope, period);
  }

  /** Returns this quota with a strict or a lenient limit. */
  public Quota withStrict(boolean strict) {
    return new Quota(free, limit, strict, retention, scope, period);
  }

  /** Returns this quota shared by another scope. */
  public Quota withScope(Scope scope) {
    return new Quota(free, limit, strict, retention, requireNonNull(scope, "scope"), period);
  }

  /** Returns this quota with another period. */
  public Quota withPeriod(Period period) {
    return new Quota(free, limit, strict, retention, scope, requireNonNull(period, "period"));
  }

  /** Returns whether the limit is never exceeded. */
  public boolean isStrict() {
    return Boolean.TRUE.equals(strict);
  }

  /**
   * Returns whether an addition is allowed. Without a limit, always. With a strict limit, if {@code
   * used + delta <= limit}. With a lenient limit, if {@code used < limit} and {@code delta <=
   * limit}, so that it can be exceeded once. A delta of 0 or less is always allowed.
   *
   * <p>An allowed addition implies that each of its parts is allowed, so a layer that checks one
   * event at a time is never stricter than one that checks a batch.
   *
   * @param used the usage before the addition
   * @param delta the amount to add
   * @contract MET-15
   */
  public boolean allows(long used, long delta) {
    return used <= mostBefore(delta);
  }

  /** Returns the highest prior usage at which an addition is allowed; -1 if it never is. */
  long mostBefore(long delta) {
    if (limit == null || delta <= 0) {
      return Long.MAX_VALUE;
    }
    if (delta > limit) {
      return -1;
    }
    return isStrict() ? limit - delta : limit - 1;
  }

  /** Returns the usage after an addition, clamped to 0 and {@link Long#MAX_VALUE}. */
  static long added(long used, long delta) {
    if (delta > 0 && used > Long.MAX_VALUE - delta) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, used + delta);
  }

  /** Returns the meter that an event's scope and time belong to. */
  Meter meter(String counter, EventScope of, Instant time, @Nullable Integer anchorDay) {
    return new Meter(counter, sharedBy().narrow(of), period(time, anchorDay));
  }

  /** Returns the scope that shares this quota. */
  Scope sharedBy() {
    return scope == null ? Scope.ORGANIZATION : scope;
  }

  /** Returns the period that contains a time. */
  MeterPeriod period(Instant time, @Nullable Integer anchorDay) {
    return period == null ? MeterPeriod.ALL_TIME : period.of(time, anchorDay);
  }

  private static void requireAmount(@Nullable Long amount, String argument) {
    if (amount != null && amount < 0) {
      throw new IllegalArgumentException(argument + " must not be negative, but is " + amount);
    }
  }

  /** The scope that shares a quota. */
  public enum Scope {
    /** The organization. */
    ORGANIZATION,
    /** The workspace. */
    WORKSPACE,
    /** The project. */
    PROJECT,
    /** The user within a project. */
    USER;

    /** Returns a scope without the parts below this level. */
    EventScope narrow(EventScope scope) {
      return new EventScope(
          scope.organization(),
          this == ORGANIZATION ? null : scope.workspace(),
          this == PROJECT || this == USER ? scope.project() : null,
          this == USER ? scope.user() : null);
    }
  }

  /**
   * The calendar period of a count, in UTC.
   *
   * @contract MET-20
   */
  public enum Period {
    /** A day. */
    DAILY,
    /** A month, which begins on the anchor day of the billing if there is one. */
    MONTHLY,
    /** A year. */
    YEARLY;

    /**
     * Returns the period that contains a time. Days from the anchor day on count towards the next
     * month; a month without the anchor day counts as itself to its end.
     *
     * @param anchorDay 1 to 31, or null for none; used by {@link #MONTHLY} only
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

  /** The time for which counted events are kept. */
  public enum Retention {
    /** No time. */
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

    /** Returns the length of time. */
    public Duration duration() {
      return Duration.ofMinutes(minutes);
    }
  }
}
