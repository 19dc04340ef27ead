package io.tidings.event.webhooks;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoredEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an event: three parts and nothing else, each with a list of fields that are
 * allowed (WEB-06). Where a subscription goes, and what it is recognized by, is in none of them.
 * Stateless.
 */
final class DeliveryBody {

  /** How long a body may be, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DeliveryBody() {}

  /**
   * Returns the text that is signed and sent (WEB-08).
   *
   * @throws Json.TooLong if it is longer than allowed
   */
  static String of(StoredEvent stored, String project, WebhookSubscription subscription)
      throws CanonicalJson.TooLongException {
    Map<String, Object> context = context(stored, project, subscription);
    Object template = subscription.spec().payloadFields();
    Object body = template == null ? context : PayloadTemplate.resolve(template, context);
    return CanonicalJson.canonical(body, MAX_BYTES);
  }

  static Map<String, Object> context(
      StoredEvent stored, String project, WebhookSubscription subscription) {
    return Map.of(
        "event", event(stored),
        "subscription", subscription(subscription),
        "scope", Map.of("project_id", project));
  }

  private static Map<String, Object> event(StoredEvent stored) {
    DomainEvent event = stored.event();
    return Map.of(
        "event_id", event.id(),
        "event_type", event.kind().id(),
        "timestamp", time(event.timestamp()),
        "created_at", time(stored.receivedAt()),
        "attributes", event.details());
  }

  private static Map<String, Object> subscription(WebhookSubscription subscription) {
    Map<String, Object> parts = new TreeMap<>();
    parts.put("id", subscription.id());
    put(parts, "name", subscription.spec().name());
    parts.put("tags", subscription.spec().tags());
    parts.put("meta", subscription.spec().meta());
    parts.put("created_at", time(subscription.createdAt()));
    parts.put("updated_at", time(subscription.updatedAt()));
    return new LinkedHashMap<>(parts);
  }

  private static void put(Map<String, Object> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}
