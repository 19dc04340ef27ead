package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The billing of an organization. Immutable and thread-safe.
 *
 * @param plan the organization's plan
 * @param anchorDay the day of the month, 1 to 31, from which events count towards the next month;
 *     or null for calendar months
 */
public record Billing(Plan plan, @Nullable Integer anchorDay) {

  private static final int LAST_DAY = 31;

  /**
   * Creates a billing.
   *
   * @throws IllegalArgumentException if the anchor day is not between 1 and 31
   */
  public Billing {
    requireNonNull(plan, "plan");
    if (anchorDay != null && (anchorDay < 1 || anchorDay > LAST_DAY)) {
      throw new IllegalArgumentException("anchorDay must be 1 to 31, but is " + anchorDay);
    }
  }

  /** Returns the billing by a plan in calendar months. */
  public static Billing of(Plan plan) {
    return new Billing(plan, null);
  }

  /**
   * Look-up of billings, implemented by the host. Called by many threads at once: by the gate at
   * most once a minute per organization, by the ingest once per organization and batch.
   */
  @FunctionalInterface
  public interface Source {

    /**
     * Returns the billing of an organization.
     *
     * @throws RuntimeException if it is unknown; the gate then admits the organization's events and
     *     the ingest denies them
     */
    Billing of(String organization);
  }
}
