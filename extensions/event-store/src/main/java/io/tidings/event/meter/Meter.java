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
 * What is counted, for whom, and when: the identity of one number. Immutable and thread-safe.
 *
 * @param counter what is counted, such as {@link #EVENTS_INGESTED}; an id
 * @param scope for whom: an organization; below it a workspace, a project, a user, each of which
 *     needs the one before (MET-21)
 * @param period in which period
 */
public record Meter(String counter, EventScope scope, MeterPeriod period) {

  /** The counter of events stored: {@value}. */
  public static final String EVENTS_INGESTED = "events_ingested";

  /**
   * Creates a meter.
   *
   * @throws IllegalArgumentException if the counter is no id, or the scope has a gap
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
   * Returns the id under which the number is kept: the same for equal meters, in every process
   * (MET-19). It is made of the parts that are there, sorted, as {@code name=value} joined by a
   * bar; what would read as a bar or an equals sign within a value is written otherwise, so that no
   * id of a tenant's choice leads to another one's meter.
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
            .map(part -> part.getKey() + "=" + plain(part.getValue()))
            .collect(Collectors.joining("|"));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the meter of the same for all time. */
  Meter timeless() {
    return new Meter(counter, scope, MeterPeriod.ALL_TIME);
  }

  private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.put(name, value);
    }
  }

  private static String plain(Object value) {
    return value.toString().replace("%", "%25").replace("|", "%7C").replace("=", "%3D");
  }
}
