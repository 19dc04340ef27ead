package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plan: the entitlements and quotas of an organization. Entitlements have no effect on what is
 * stored. Immutable and thread-safe.
 *
 * @param slug the plan's name, an id
 * @param entitlements the permitted features, such as {@link #AUDIT}
 * @param quotas the quotas by counter
 * @contract MET-25
 */
public record Plan(String slug, Set<String> entitlements, Map<String, Quota> quotas) {

  /** The entitlement to query the trail: {@value}. */
  public static final String AUDIT = "audit";

  /**
   * Creates a plan.
   *
   * @throws IllegalArgumentException if the slug, an entitlement or a counter is not a valid id
   */
  public Plan {
    EventKind.of(requireNonNull(slug, "slug"));
    entitlements = Collections.unmodifiableSet(new TreeSet<>(entitlements));
    quotas = Collections.unmodifiableMap(new TreeMap<>(quotas));
    entitlements.forEach(EventKind::of);
    quotas.keySet().forEach(EventKind::of);
  }

  /** Returns whether this plan has an entitlement. */
  public boolean allows(String entitlement) {
    return entitlements.contains(entitlement);
  }

  /** Returns the quota of a counter, or null if this plan does not count it. */
  public @Nullable Quota quota(String counter) {
    return quotas.get(counter);
  }

  /** Returns this plan with another quota for a counter. */
  public Plan withQuota(String counter, Quota quota) {
    Map<String, Quota> changed = new TreeMap<>(quotas);
    changed.put(counter, quota);
    return new Plan(slug, entitlements, changed);
  }
}
