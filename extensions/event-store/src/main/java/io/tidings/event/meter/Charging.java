package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
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
import org.slf4j.event.Level;

/** Charges for the events of one batch. Confined to one thread. */
final class Charging {

  private static final Logger LOG = LoggerFactory.getLogger(MeteredIngest.class);

  private record Bill(Meter meter, Quota quota) {}

  private final Metering metering;
  private final StoredKeys storedKeys;
  private Set<String> stored = Set.of();
  private final Set<DomainEvent> denied = Collections.newSetFromMap(new IdentityHashMap<>());

  Charging(Metering metering, StoredKeys storedKeys) {
    this.metering = metering;
    this.storedKeys = storedKeys;
  }

  /** Charges for what is metered, and returns, by identity, the events that must not be stored. */
  Set<DomainEvent> denied(List<DomainEvent> events) {
    Usages usages = metering.usages();
    if (usages != null) {
      List<DomainEvent> metered = events.stream().filter(metering::meters).toList();
      if (!metered.isEmpty()) {
        stored = storedKeys.among(metered);
        bills(usages, metered).forEach((bill, of) -> charge(usages, bill, of));
      }
    }
    return denied;
  }

  private Map<Bill, List<DomainEvent>> bills(Usages usages, List<DomainEvent> metered) {
    Map<String, List<DomainEvent>> byOrganization = new LinkedHashMap<>();
    for (DomainEvent event : metered) {
      String organization = String.valueOf(event.scope().organization());
      byOrganization.computeIfAbsent(organization, first -> new ArrayList<>()).add(event);
    }
    Map<Bill, List<DomainEvent>> bills = new LinkedHashMap<>();
    byOrganization.forEach((organization, of) -> addBills(usages, organization, of, bills));
    return bills;
  }

  /** What cannot be billed is denied; the others of the batch go on. */
  private void addBills(
      Usages usages,
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

  /** An event whose scope does not say who shares the quota is denied, and no other for it. */
  private @Nullable Meter meter(Quota quota, DomainEvent event, Instant now, Billing billing) {
    EventScope scope = event.scope();
    try {
      return quota.meter(Meter.EVENTS_INGESTED, scope, now, billing.anchorDay());
    } catch (IllegalArgumentException misfit) {
      fail(String.valueOf(scope.organization()), List.of(event), misfit);
      return null;
    }
  }

  private void charge(Usages usages, Bill bill, List<DomainEvent> events) {
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
          "{} is over its quota: {} events are denied, {} of them new",
          organization,
          events.size(),
          unpaid.size());
      deny(organization, events);
    } catch (Throwable failure) {
      fail(organization, events, failure);
    }
  }

  private void fail(String organization, List<DomainEvent> events, Throwable failure) {
    Failures.tell(
        LOG,
        Level.ERROR,
        failure,
        "{} cannot be charged: {} events are denied",
        organization,
        events.size());
    deny(organization, events);
  }

  /** What the trail has is stored, whatever the meter says now. */
  private void deny(String organization, List<DomainEvent> events) {
    int before = denied.size();
    events.stream().filter(event -> !stored.contains(StoredKeys.key(event))).forEach(denied::add);
    metering.counters().of(organization).denied.add(denied.size() - (long) before);
  }

  /** The same for the same events, in whatever order they come. */
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
