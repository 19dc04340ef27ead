package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How an organization is billed. Immutable and thread-safe.
 *
 * @param plan its plan
 * @param anchorDay the day of the month, 1 to 31, from which on events count to the next month; or
 *     null if months begin on the first
 */
public record Billing(Plan plan, @Nullable Integer anchorDay) {

  private static final int LAST_DAY = 31;

  /**
   * Creates a billing.
   *
   * @throws IllegalArgumentException if the anchor day is no day of a month
   */
  public Billing {
    requireNonNull(plan, "plan");
    if (anchorDay != null && (anchorDay < 1 || anchorDay > LAST_DAY)) {
      throw new IllegalArgumentException("anchorDay must be 1 to 31, but is " + anchorDay);
    }
  }

  /** Returns the billing by a plan in months that begin on the first. */
  public static Billing by(Plan plan) {
    return new Billing(plan, null);
  }

  /** Knows how organizations are billed; a host's. Called by many threads at once. */
  @FunctionalInterface
  public interface Source {

    /**
     * Returns how an organization is billed.
     *
     * @throws RuntimeException if that is not known: then the gate admits its events, and the
     *     ingest denies them
     */
    Billing of(String organization);
  }
}
