package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one usage number: counter, scope and period. Immutable and thread-safe.
 *
 * @param counter the counter, such as {@link #EVENTS_INGESTED}; an id
 * @param scope an organization, optionally narrowed to a workspace, project and user, each of which
 *     requires the one before
 * @param period the period
 * @contract MET-21
 */
public record Meter(String counter, EventScope scope, MeterPeriod period) {

  /** The counter of stored events: {@value}. */
  public static final String EVENTS_INGESTED = "events_ingested";

  /**
   * Creates a meter.
   *
   * @throws IllegalArgumentException if the counter is not a valid id, or the scope lacks a
   *     required part
   */
  public Meter {
    EventKind.of(requireNonNull(counter, "counter"));
    requireNonNull(period, "period");
    require(scope.organization(), scope.workspace(), "a workspace needs its organization");
    require(scope.workspace(), scope.project(), "a project needs its workspace");
    require(scope.project(), scope.user(), "a user needs its project");
    require(scope.organization(), counter, "a meter needs an organization");
  }

  private static void require(@Nullable String above, @Nullable String below, String otherwise) {
    if (below != null && above == null) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Returns the key of the stored number, which is the same for equal meters in every process: a
   * name-based UUID of the present parts, sorted, as {@code name=value} joined by a bar. Bars and
   * equals signs inside a value are escaped, so that no tenant can choose an id that collides with
   * another tenant's meter.
   *
   * @contract MET-19
   */
  public UUID id() {
    Map<String, Object> parts = new TreeMap<>();
    parts.put("key", counter);
    put(parts, "organization_id", scope.organization());
    put(parts, "workspace_id", scope.workspace());
    put(parts, "project_id", scope.project());
    put(parts, "user_id", scope.user());
    put(parts, "year", period.year());
    put(parts, "month", period.month());
    put(parts, "day", period.day());
    String name =
        parts.entrySet().stream()
            .map(part -> part.getKey() + "=" + escaped(part.getValue()))
            .collect(Collectors.joining("|"));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the meter of the same counter and scope for all time. */
  Meter timeless() {
    return new Meter(counter, scope, MeterPeriod.ALL_TIME);
  }

  private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.put(name, value);
    }
  }

  private static String escaped(Object value) {
    return value.toString().replace("%", "%25").replace("|", "%7C").replace("=", "%3D");
  }
}
