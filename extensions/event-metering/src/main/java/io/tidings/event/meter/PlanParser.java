package io.tidings.event.meter;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parser of plan properties. Stateless. */
final class PlanParser {

  private static final String ENTITLEMENTS = "entitlements";
  private static final String QUOTAS = "quotas";
  private static final int PARTS_OF_QUOTA = 4;
  private static final int PARTS_OF_ENTITLEMENT = 3;

  private PlanParser() {}

  /** Reads properties; rejects a duplicate key. */
  static Map<String, String> lines(Reader reader) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    Properties each =
        new Properties() {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized @Nullable Object put(Object key, Object value) {
            if (lines.put((String) key, (String) value) != null) {
              throw new IllegalArgumentException(
                  "'" + key + "' occurs twice; remove one of the two");
            }
            return null;
          }
        };
    each.load(reader);
    return lines;
  }

  /** Returns plans changed by lines; a new plan is accepted only if {@code open}. */
  static Map<String, Plan> read(Map<String, Plan> plans, Map<String, String> lines, boolean open) {
    Map<String, Plan> changed = new TreeMap<>(plans);
    new TreeMap<>(lines)
        .forEach(
            (key, value) -> {
              List<String> parts = Arrays.asList(key.split("\\.", -1));
              String slug = parts.get(0);
              Plan before =
                  changed.getOrDefault(slug, open ? new Plan(slug, Set.of(), Map.of()) : null);
              if (before == null) {
                throw rejected(key, "unknown plan '" + slug + "'; the plans are " + plans.keySet());
              }
              changed.put(slug, changed(before, key, parts, value.strip()));
            });
    return changed;
  }

  private static Plan changed(Plan plan, String key, List<String> parts, String value) {
    if (parts.size() == PARTS_OF_QUOTA && parts.get(1).equals(QUOTAS)) {
      String counter = parts.get(2);
      Quota before = plan.quotas().getOrDefault(counter, Quota.UNLIMITED);
      return plan.withQuota(counter, changed(before, key, parts.get(3), value));
    }
    if (parts.size() == PARTS_OF_ENTITLEMENT && parts.get(1).equals(ENTITLEMENTS)) {
      Set<String> entitlements = new TreeSet<>(plan.entitlements());
      if (truth(key, value)) {
        entitlements.add(parts.get(2));
      } else {
        entitlements.remove(parts.get(2));
      }
      return new Plan(plan.slug(), entitlements, plan.quotas());
    }
    throw rejected(key, "it must be <plan>.quotas.<counter>.<part> or <plan>.entitlements.<name>");
  }

  private static Quota changed(Quota quota, String key, String part, String value) {
    boolean none = value.isEmpty();
    Long free = quota.free();
    Long limit = quota.limit();
    Boolean strict = quota.strict();
    Quota.Retention retention = quota.retention();
    Quota.Scope scope = quota.scope();
    Quota.Period period = quota.period();
    switch (part) {
      case "free" -> free = none ? null : amount(key, value);
      case "limit" -> limit = none ? null : amount(key, value);
      case "strict" -> strict = none ? null : truth(key, value);
      case "retention" -> retention = none ? null : one(Quota.Retention.values(), key, value);
      case "scope" -> scope = none ? null : one(Quota.Scope.values(), key, value);
      case "period" -> period = none ? null : one(Quota.Period.values(), key, value);
      default ->
          throw rejected(
              key,
              "unknown part '" + part + "'; use free, limit, strict, retention, scope or period");
    }
    return new Quota(free, limit, strict, retention, scope, period);
  }

  private static Long amount(String key, String value) {
    try {
      long amount = Long.parseLong(value);
      if (amount >= 0) {
        return amount;
      }
    } catch (NumberFormatException none) {
      throw rejected(key, "'" + value + "' is not a whole number", none);
    }
    throw rejected(key, "'" + value + "' must not be negative");
  }

  private static Boolean truth(String key, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw rejected(key, "'" + value + "' must be true or false");
    };
  }

  private static <E extends Enum<E>> E one(E[] values, String key, String value) {
    for (E each : values) {
      if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
        return each;
      }
    }
    String known = Arrays.toString(values).toLowerCase(Locale.ROOT);
    throw rejected(key, "'" + value + "' must be one of " + known);
  }

  private static IllegalArgumentException rejected(String key, String why) {
    return new IllegalArgumentException("'" + key + "': " + why);
  }

  private static IllegalArgumentException rejected(String key, String why, Exception cause) {
    return new IllegalArgumentException("'" + key + "': " + why, cause);
  }
}
