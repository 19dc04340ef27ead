package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plans there are, by their slugs. Five stand in the file {@code plans.properties} of this
 * package (MET-22, MET-23); an operator changes them by lines of the same form (MET-24):
 *
 * <pre>{@code
 * Plans plans =
 *     Plans.defaults()
 *         .overriddenBy(
 *             Map.of(
 *                 "cloud_v0_hobby.quotas.events_ingested.limit", "100000",
 *                 "cloud_v0_hobby.quotas.events_ingested.strict", "true"));
 * }</pre>
 *
 * <p>A line is {@code <plan>.quotas.<counter>.<part>}, where the part is {@code free}, {@code
 * limit}, {@code strict}, {@code retention}, {@code scope} or {@code period}, or {@code
 * <plan>.entitlements.<name>}, which is true or false. An empty value takes a part of a quota away.
 * Whatever else a line says is refused.
 *
 * <p>A slug or counter that has a dot cannot be named by a line; {@link #with} takes its plan.
 *
 * <p>Immutable and thread-safe.
 */
public final class Plans {

  private static final Plans DEFAULTS = new Plans(PlanLines.read(Map.of(), shipped(), true));

  /** What tenants can do about a setting of their own plan. */
  public enum TenantAccess {
    /** See it, and not change it. */
    READ_ONLY,
    /** Neither. */
    BLOCKED
  }

  private static final Map<String, TenantAccess> TENANTS =
      Map.of(Meter.EVENTS_INGESTED, TenantAccess.READ_ONLY, Plan.AUDIT, TenantAccess.BLOCKED);

  private final Map<String, Plan> bySlug;

  private Plans(Map<String, Plan> bySlug) {
    this.bySlug = Collections.unmodifiableMap(new TreeMap<>(bySlug));
  }

  /** Returns the five plans as they are shipped. None has a limit. */
  public static Plans defaults() {
    return DEFAULTS;
  }

  private static Map<String, String> shipped() {
    try (InputStream file = Plans.class.getResourceAsStream("plans.properties");
        Reader lines =
            new InputStreamReader(
                requireNonNull(file, "plans.properties"), StandardCharsets.UTF_8)) {
      return PlanLines.lines(lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Returns these plans with what lines say of them. A plan that is not there is refused, since it
   * may be one misspelt; {@link #with} adds one.
   *
   * @throws IllegalArgumentException if a line is not understood; the message names it, and what
   *     would be
   */
  public Plans overriddenBy(Map<String, String> lines) {
    return new Plans(PlanLines.read(bySlug, lines, false));
  }

  /**
   * Returns these plans with what a file of properties says of them; see {@link
   * #overriddenBy(Map)}. A key that stands there twice is refused.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if a line is not understood
   */
  public Plans overriddenBy(Reader properties) throws IOException {
    return overriddenBy(PlanLines.lines(properties));
  }

  /** Returns these plans and another one, in place of that of its slug if there is one. */
  public Plans with(Plan plan) {
    Map<String, Plan> all = new TreeMap<>(bySlug);
    all.put(plan.slug(), plan);
    return new Plans(all);
  }

  /**
   * Returns the plan with a slug.
   *
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public Plan plan(String slug) {
    Plan plan = bySlug.get(requireNonNull(slug, "slug"));
    if (plan == null) {
      throw new IllegalArgumentException("no plan of this name; there are " + bySlug.keySet());
    }
    return plan;
  }

  /** Returns all plans, by their slugs. */
  public Collection<Plan> all() {
    return bySlug.values();
  }

  /**
   * Returns what tenants can do about a setting, a counter or an entitlement. For hosts that let
   * them change others: what is not known is blocked (MET-26).
   */
  public static TenantAccess tenantAccess(String setting) {
    return TENANTS.getOrDefault(setting, TenantAccess.BLOCKED);
  }
}
