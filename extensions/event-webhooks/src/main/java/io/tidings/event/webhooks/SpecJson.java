package io.tidings.event.webhooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a subscriber asks for, as it is kept. Stateless. */
final class SpecJson {

  private static final int MAX_BYTES = 1 << 20;

  private SpecJson() {}

  static String write(SubscriptionSpec spec) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("url", spec.url());
    parts.put("name", spec.name());
    parts.put("description", spec.description());
    parts.put("tags", spec.tags());
    parts.put("meta", spec.meta());
    parts.put("headers", spec.headers());
    parts.put("payload_fields", spec.payloadFields());
    parts.put("auth_mode", spec.authMode().id());
    parts.put("event_types", spec.eventTypes().stream().map(WebhookEventType::id).toList());
    try {
      return CanonicalJson.canonical(parts, MAX_BYTES);
    } catch (CanonicalJson.TooLongException tooLong) {
      throw new IllegalArgumentException(
          "a subscription must be at most " + MAX_BYTES + " bytes; shorten tags and meta", tooLong);
    }
  }

  static SubscriptionSpec read(String text) {
    Map<?, ?> parts = map(CanonicalJson.read(text));
    return new SubscriptionSpec(
        String.valueOf(parts.get("url")),
        text(parts.get("name")),
        text(parts.get("description")),
        ImmutableValues.map(map(parts.get("tags")), "tags", SubscriptionSpec.MAX_VALUES),
        ImmutableValues.map(map(parts.get("meta")), "meta", SubscriptionSpec.MAX_VALUES),
        headers(map(parts.get("headers"))),
        parts.get("payload_fields"),
        AuthMode.fromId(String.valueOf(parts.get("auth_mode"))),
        list(parts.get("event_types")).stream()
            .map(id -> WebhookEventType.fromId(String.valueOf(id)))
            .collect(Collectors.toSet()));
  }

  private static Map<String, String> headers(Map<?, ?> parts) {
    Map<String, String> headers = new LinkedHashMap<>();
    parts.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    return headers;
  }

  private static @Nullable String text(@Nullable Object part) {
    return part instanceof String text ? text : null;
  }

  private static Map<?, ?> map(@Nullable Object part) {
    return part instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object part) {
    return part instanceof List<?> list ? list : List.of();
  }
}
