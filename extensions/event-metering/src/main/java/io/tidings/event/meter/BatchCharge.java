package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The charge for the events of one batch. Confined to one thread. */
final class BatchCharge {

  private static final Logger LOG = LoggerFactory.getLogger(MeteredIngest.class);

  private record Bill(Meter meter, Quota quota) {}

  private final Metering metering;
  private final StoredKeys storedKeys;
  private Set<String> stored = Set.of();
  private final Set<DomainEvent> denied = Collections.newSetFromMap(new IdentityHashMap<>());

  BatchCharge(Metering metering, StoredKeys storedKeys) {
    this.metering = metering;
    this.storedKeys = storedKeys;
  }

  /** Charges the metered events and returns the denied ones, compared by identity. */
  Set<DomainEvent> denied(List<DomainEvent> events) {
    UsageLookup usages = metering.usages();
    if (usages != null) {
      List<DomainEvent> metered = events.stream().filter(metering::meters).toList();
      if (!metered.isEmpty()) {
        stored = storedKeys.among(metered);
        bills(usages, metered).forEach((bill, of) -> charge(usages, bill, of));
      }
    }
    return denied;
  }

  private Map<Bill, List<DomainEvent>> bills(UsageLookup usages, List<DomainEvent> metered) {
    Map<String, List<DomainEvent>> byOrganization = new LinkedHashMap<>();
    for (DomainEvent event : metered) {
      String organization = String.valueOf(event.scope().organization());
      byOrganization.computeIfAbsent(organization, first -> new ArrayList<>()).add(event);
    }
    Map<Bill, List<DomainEvent>> bills = new LinkedHashMap<>();
    byOrganization.forEach((organization, of) -> addBills(usages, organization, of, bills));
    return bills;
  }

  /** Groups an organization's events by meter; denies them if the organization cannot be billed. */
  private void addBills(
      UsageLookup usages,
      String organization,
      List<DomainEvent> events,
      Map<Bill, List<DomainEvent>> bills) {
    Map<Bill, List<DomainEvent>> own = new LinkedHashMap<>();
    try {
      Billing billing = usages.billing(organization);
      Quota quota = billing.plan().quota(Meter.EVENTS_INGESTED);
      if (quota == null) {
        return;
      }
      Instant now = usages.now();
      for (DomainEvent event : events) {
        Meter meter = meter(quota, event, now, billing);
        if (meter != null) {
          own.computeIfAbsent(new Bill(meter, quota), first -> new ArrayList<>()).add(event);
        }
      }
    } catch (Throwable failure) {
      fail(organization, events, failure);
      return;
    }
    bills.putAll(own);
  }

  /** Returns the meter of an event, or null after denying it if its scope lacks a required id. */
  private @Nullable Meter meter(Quota quota, DomainEvent event, Instant now, Billing billing) {
    EventScope scope = event.scope();
    try {
      return quota.meter(Meter.EVENTS_INGESTED, scope, now, billing.anchorDay());
    } catch (IllegalArgumentException misfit) {
      fail(String.valueOf(scope.organization()), List.of(event), misfit);
      return null;
    }
  }

  private void charge(UsageLookup usages, Bill bill, List<DomainEvent> events) {
    String organization = String.valueOf(bill.meter().scope().organization());
    Set<String> unpaid = new TreeSet<>();
    events.stream().map(StoredKeys::key).filter(key -> !stored.contains(key)).forEach(unpaid::add);
    if (unpaid.isEmpty()) {
      return;
    }
    try {
      if (usages.charge(bill.meter(), unpaid.size(), bill.quota(), receipt(unpaid))) {
        return;
      }
      LOG.warn(
          "Quota exceeded for organization {}; denying {} events, {} of them new",
          organization,
          events.size(),
          unpaid.size());
      deny(organization, events);
    } catch (Throwable failure) {
      fail(organization, events, failure);
    }
  }

  private void fail(String organization, List<DomainEvent> events, Throwable failure) {
    FatalErrors.rethrow(failure);
    String denial =
        "Charging organization %s failed; denying %s events".formatted(organization, events.size());
    SafeLog.error(LOG, denial, failure);
    deny(organization, events);
  }

  /** Denies the events that are not in the trail yet. */
  private void deny(String organization, List<DomainEvent> events) {
    int before = denied.size();
    events.stream().filter(event -> !stored.contains(StoredKeys.key(event))).forEach(denied::add);
    metering.counters().of(organization).denied.add(denied.size() - (long) before);
  }

  /** Returns a hash of the events' keys that does not depend on their order. */
  private static String receipt(Set<String> keys) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      keys.forEach(key -> digest.update((key + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
