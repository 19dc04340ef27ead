package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.BatchTap;
import io.tidings.event.spi.EventTap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First layer of metering: a filter that drops events of organizations that exceeded their quota
 * before they reach a tap. It decides from usage cached for up to a minute and never writes, so it
 * can admit events that {@link MeteredIngest} then denies. Handlers, streams and other taps of the
 * bus receive every event.
 *
 * <p>The first dropped event of a burst is logged at INFO, once per scope that shares the quota.
 * The gate fails open: an error while checking the quota admits the event and is logged at WARN,
 * after which the organization's sources are not called for a second. An event whose scope lacks an
 * id that the quota needs is admitted, with one WARN a minute. Events without an organization, and
 * all events while metering is off, are admitted without a check. Thread-safe.
 *
 * @contract MET-02, MET-03, MET-04, MET-05, MET-17, MET-18, MTR-02
 */
public final class QuotaGate {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaGate.class);

  private final Metering metering;

  QuotaGate(Metering metering) {
    this.metering = metering;
  }

  /**
   * Returns a tap that passes admitted events to another tap. It is a {@link BatchTap} if the other
   * one is, and delegates interest, flush and close.
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
   * Returns whether an event is admitted now, and counts it. May call the host's billing, cache and
   * meter on the calling thread. Throws only fatal errors.
   */
  public boolean admits(DomainEvent event) {
    String organization = event.scope().organization();
    UsageLookup usages = metering.usages();
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
      FatalErrors.rethrow(failure);
      SafeLog.warn(
          LOG, "Quota check failed for organization " + organization + "; admitting", failure);
      metering.counters().of(organization).admitted.increment();
      return true;
    }
  }

  private static boolean dropped(DomainEvent event, String organization, Account account) {
    if (account.drop(event.scope())) {
      LOG.info(
          "Quota exceeded for organization {}; dropping {} and later metered events until usage"
              + " permits",
          organization,
          event.kind().id());
    }
    return false;
  }
}
