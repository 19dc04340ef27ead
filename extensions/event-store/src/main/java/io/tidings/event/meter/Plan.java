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
 * What an organization has paid for: what it may do, and how much. Entitlements never decide what
 * is stored (MET-25). Immutable and thread-safe.
 *
 * @param slug the name of the plan, an id
 * @param entitlements what may be done, such as {@link #AUDIT}
 * @param quotas how much, by counter
 */
public record Plan(String slug, Set<String> entitlements, Map<String, Quota> quotas) {

  /** The entitlement to ask the trail: {@value}. */
  public static final String AUDIT = "audit";

  /**
   * Creates a plan.
   *
   * @throws IllegalArgumentException if a name is no id
   */
  public Plan {
    EventKind.of(requireNonNull(slug, "slug"));
    entitlements = Collections.unmodifiableSet(new TreeSet<>(entitlements));
    quotas = Collections.unmodifiableMap(new TreeMap<>(quotas));
    entitlements.forEach(EventKind::of);
    quotas.keySet().forEach(EventKind::of);
  }

  /** Tells whether this plan lets an organization do something. */
  public boolean allows(String entitlement) {
    return entitlements.contains(entitlement);
  }

  /** Returns how much of something may be used, or null if that is not counted. */
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
