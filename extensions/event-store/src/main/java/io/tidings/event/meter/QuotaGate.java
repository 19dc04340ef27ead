package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import io.tidings.event.spi.EventTap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The first layer of metering: keeps events of organizations that are over their quota from a tap.
 * It looks at what is remembered for up to a minute and never writes (MET-02), so it may let events
 * through that {@link MeteredIngest} then denies. The bus and all that listens to it hear every
 * event.
 *
 * <p>What is dropped is dropped silently but for one INFO when it begins, for all who share a quota
 * (MET-03). Whatever goes wrong admits: one WARN for each failure, after which nobody is asked for
 * a second (MET-04); one in a minute of events whose scope does not say who shares the quota.
 * Events without an organization, and all if metering is off, are not looked at (MET-05).
 * Thread-safe.
 */
public final class QuotaGate {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaGate.class);

  private final Metering metering;

  QuotaGate(Metering metering) {
    this.metering = metering;
  }

  /**
   * Returns a tap that hands on what this gate admits. It takes batches if the other one does, and
   * is asked, flushed and closed as that one is.
   */
  public EventTap around(EventTap tap) {
    requireNonNull(tap, "tap");
    if (metering.usages() == null) {
      return tap;
    }
    return tap instanceof BatchTap batches
        ? new GatedBatchTap(this, batches)
        : new GatedTap(this, tap);
  }

  /**
   * Tells whether this gate lets an event through now, and counts it. Throws nothing but fatal
   * errors.
   */
  public boolean admits(DomainEvent event) {
    String organization = event.scope().organization();
    Usages usages = metering.usages();
    if (usages == null || organization == null || !metering.meters(event)) {
      return true;
    }
    try {
      Account account = usages.account(organization);
      if (usages.admits(organization, account, event.scope())) {
        account.admit(event.scope());
        return true;
      }
      return dropped(event, organization, account);
    } catch (Throwable failure) {
      Failures.tell(
          LOG,
          Level.WARN,
          failure,
          "Usage of {} cannot be told; its events are admitted",
          organization);
      metering.counters().of(organization).admitted.increment();
      return true;
    }
  }

  private static boolean dropped(DomainEvent event, String organization, Account account) {
    if (account.drop(event.scope())) {
      LOG.info(
          "{} is over its quota: {} is dropped, and so is what follows until there is room",
          organization,
          event.kind().id());
    }
    return false;
  }
}
