package io.tidings.event.webhooks.internal.payload;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoredEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a delivery: event, subscription and scope, each with a fixed list of fields. The URL
 * of the subscription and its secret are in none of them. Stateless.
 *
 * @contract WEB-06
 */
public final class DeliveryBody {

  /** Maximum size of a body, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DeliveryBody() {}

  /**
   * The fields of a subscription that a body may contain. Immutable.
   *
   * @param id the subscription's id
   * @param project the project's id
   * @param name the name, or null
   * @param tags the tags
   * @param meta the subscriber's data
   * @param createdAt the time of creation
   * @param updatedAt the time of the last change
   * @param template the payload template, or null for the whole context
   */
  public record Subscriber(
      String id,
      String project,
      @Nullable String name,
      Map<String, Object> tags,
      Map<String, Object> meta,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Object template) {}

  /**
   * Returns the text that is signed and sent.
   *
   * @throws CanonicalJson.TooLongException if it is longer than {@link #MAX_BYTES}
   */
  public static String of(StoredEvent stored, Subscriber subscriber)
      throws CanonicalJson.TooLongException {
    Map<String, Object> context = context(stored, subscriber);
    Object template = subscriber.template();
    Object body = template == null ? context : PayloadTemplate.resolve(template, context);
    return CanonicalJson.canonical(body, MAX_BYTES);
  }

  private static Map<String, Object> context(StoredEvent stored, Subscriber subscriber) {
    return Map.of(
        "event", event(stored),
        "subscription", subscription(subscriber),
        "scope", Map.of("project_id", subscriber.project()));
  }

  private static Map<String, Object> event(StoredEvent stored) {
    DomainEvent event = stored.event();
    return Map.of(
        "event_id", event.id(),
        "event_type", event.kind().id(),
        "timestamp", TIME.format(event.timestamp()),
        "created_at", TIME.format(stored.receivedAt()),
        "attributes", event.details());
  }

  private static Map<String, Object> subscription(Subscriber subscriber) {
    Map<String, Object> parts = new TreeMap<>();
    parts.put("id", subscriber.id());
    String name = subscriber.name();
    if (name != null) {
      parts.put("name", name);
    }
    parts.put("tags", subscriber.tags());
    parts.put("meta", subscriber.meta());
    parts.put("created_at", TIME.format(subscriber.createdAt()));
    parts.put("updated_at", TIME.format(subscriber.updatedAt()));
    return parts;
  }
}
