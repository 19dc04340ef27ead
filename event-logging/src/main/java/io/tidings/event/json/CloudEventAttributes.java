package io.tidings.event.json;

import io.tidings.event.DomainEvent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Context attributes of the events of one source as CloudEvents 1.0. Thread-safe. */
final class CloudEventAttributes {

  private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN = Pattern.compile("(?!0{16})[0-9a-f]{16}");
  private static final int SEQUENCE_DIGITS = 19;

  private final String source;

  /** The latest project with its source; most events follow one of their project. */
  private volatile ProjectSource latest;

  CloudEventAttributes(URI source) {
    this.source = source.toString();
    this.latest = new ProjectSource("", this.source);
  }

  private record ProjectSource(String project, String source) {}

  /** Returns the attributes of an event in the order of writing, those of {@code data} excepted. */
  Map<String, String> of(
      DomainEvent event, CloudEventJson.@Nullable Placement placement, @Nullable String schema) {
    Map<String, String> attributes = new LinkedHashMap<>(32);
    attributes.put("specversion", "1.0");
    if (placement != null) {
      attributes.put("sequence", sequence(placement.sequence()));
    }
    attributes.put("id", event.id());
    attributes.put("source", source(event.scope().project()));
    attributes.put("type", event.kind().id());
    attributes.put("time", DomainEventJson.timestamp(event.timestamp()));
    put(attributes, "subject", event.planId() != null ? event.planId() : event.sessionId());
    put(attributes, "dataschema", schema);
    attributes.put("correlationid", event.correlationId());
    put(attributes, "causationid", event.causationId());
    put(attributes, "traceparent", traceparent(event));
    if (placement != null) {
      put(attributes, "partitionkey", placement.partitionKey());
      attributes.put("recordedtime", DomainEventJson.timestamp(placement.recordedTime()));
    }
    return attributes;
  }

  private static void put(Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  /** Returns a position as text whose order is that of the positions. */
  private static String sequence(long position) {
    String digits = Long.toString(position);
    return "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
  }

  /** Returns the source with the project, within which the id of an event is unique. */
  private String source(@Nullable String project) {
    if (project == null) {
      return source;
    }
    ProjectSource known = latest;
    if (!known.project().equals(project)) {
      String encoded = URLEncoder.encode(project, StandardCharsets.UTF_8).replace("+", "%20");
      known = new ProjectSource(project, source + CloudEventJson.PROJECT + encoded);
      latest = known;
    }
    return known.source();
  }

  private static @Nullable String traceparent(DomainEvent event) {
    String trace = event.traceId();
    String span = event.spanId();
    return trace != null
            && span != null
            && TRACE.matcher(trace).matches()
            && SPAN.matcher(span).matches()
        ? "00-" + trace + "-" + span + "-01"
        : null;
  }
}
