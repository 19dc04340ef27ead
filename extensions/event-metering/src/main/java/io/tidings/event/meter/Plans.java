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
 * Plans by slug. The five defaults are free, team, business, unlimited and self-hosted, from the
 * file {@code plans.properties} of this package; an operator overrides them by properties of the
 * same form:
 *
 * <pre>{@code
 * Plans plans =
 *     Plans.defaults()
 *         .overriddenBy(
 *             Map.of(
 *                 "free.quotas.events_ingested.limit", "100000",
 *                 "free.quotas.events_ingested.strict", "true"));
 * }</pre>
 *
 * <p>A key is {@code <plan>.quotas.<counter>.<part>}, where the part is {@code free}, {@code
 * limit}, {@code strict}, {@code retention}, {@code scope} or {@code period}, or {@code
 * <plan>.entitlements.<name>}, whose value is true or false. An empty value removes a part of a
 * quota. Any other key is rejected.
 *
 * <p>A slug or counter that contains a dot cannot be addressed by a key; use {@link #with}.
 *
 * <p>Immutable and thread-safe.
 *
 * @contract MET-14, MET-22, MET-23, MET-24, MET-26
 */
public final class Plans {

  private static final Plans DEFAULTS = new Plans(PlanParser.read(Map.of(), shipped(), true));

  /** The access of tenants to a setting of their own plan. */
  public enum TenantAccess {
    /** Visible and not changeable. */
    READ_ONLY,
    /** Neither visible nor changeable. */
    BLOCKED
  }

  private static final Map<String, TenantAccess> TENANTS =
      Map.of(Meter.EVENTS_INGESTED, TenantAccess.READ_ONLY, Plan.AUDIT, TenantAccess.BLOCKED);

  private final Map<String, Plan> bySlug;

  private Plans(Map<String, Plan> bySlug) {
    this.bySlug = Collections.unmodifiableMap(new TreeMap<>(bySlug));
  }

  /** Returns the five default plans, none of which has a limit. */
  public static Plans defaults() {
    return DEFAULTS;
  }

  private static Map<String, String> shipped() {
    try (InputStream file = Plans.class.getResourceAsStream("plans.properties");
        Reader lines =
            new InputStreamReader(
                requireNonNull(file, "plans.properties"), StandardCharsets.UTF_8)) {
      return PlanParser.lines(lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads a complete set of plans from properties; see the class comment for the form of a key. A
   * plan exists if a key names it.
   *
   * @throws IOException if the reader fails
   * @throws IllegalArgumentException if a key or value is invalid, or a key occurs twice
   */
  public static Plans read(Reader properties) throws IOException {
    return new Plans(PlanParser.read(Map.of(), PlanParser.lines(properties), true));
  }

  /**
   * Returns these plans changed by properties. An unknown plan is rejected, since it may be a
   * misspelling; {@link #with} adds a plan.
   *
   * @throws IllegalArgumentException if a key or value is invalid; the message names the key and
   *     the accepted forms
   */
  public Plans overriddenBy(Map<String, String> lines) {
    return new Plans(PlanParser.read(bySlug, lines, false));
  }

  /**
   * Returns these plans changed by a properties file, like {@link #overriddenBy(Map)}. The reader
   * is not closed.
   *
   * @throws IOException if the reader fails
   * @throws IllegalArgumentException if a key or value is invalid, or a key occurs twice
   */
  public Plans overriddenBy(Reader properties) throws IOException {
    return overriddenBy(PlanParser.lines(properties));
  }

  /** Returns these plans with a plan added, or replaced if its slug exists. */
  public Plans with(Plan plan) {
    Map<String, Plan> all = new TreeMap<>(bySlug);
    all.put(plan.slug(), plan);
    return new Plans(all);
  }

  /**
   * Returns the plan with a slug.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known slugs
   */
  public Plan plan(String slug) {
    Plan plan = bySlug.get(requireNonNull(slug, "slug"));
    if (plan == null) {
      throw new IllegalArgumentException("unknown plan; the plans are " + bySlug.keySet());
    }
    return plan;
  }

  /** Returns all plans in ascending order of slug. */
  public Collection<Plan> all() {
    return bySlug.values();
  }

  /**
   * Returns the access of tenants to a setting, which is a counter or an entitlement; {@link
   * TenantAccess#BLOCKED} for an unknown one.
   *
   * @contract MET-26
   */
  public static TenantAccess tenantAccess(String setting) {
    return TENANTS.getOrDefault(setting, TenantAccess.BLOCKED);
  }
}
