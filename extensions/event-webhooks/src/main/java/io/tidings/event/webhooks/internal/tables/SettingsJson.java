package io.tidings.event.webhooks.internal.tables;

import io.tidings.event.EventType;
import io.tidings.event.webhooks.internal.payload.CanonicalJson;
import io.tidings.event.webhooks.internal.payload.ImmutableValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON form of the settings of a subscription. Stateless. */
final class SettingsJson {

  private static final int MAX_BYTES = 1 << 20;
  private static final String SIGNED = "signature";
  private static final String UNSIGNED = "authorization";

  private SettingsJson() {}

  static String write(SubscriptionSettings settings) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("url", settings.url());
    parts.put("name", settings.name());
    parts.put("description", settings.description());
    parts.put("tags", settings.tags());
    parts.put("meta", settings.meta());
    parts.put("headers", settings.headers());
    parts.put("payload_fields", settings.payloadFields());
    parts.put("auth_mode", settings.signed() ? SIGNED : UNSIGNED);
    parts.put("event_types", settings.eventTypes().stream().map(EventType::id).toList());
    try {
      return CanonicalJson.canonical(parts, MAX_BYTES);
    } catch (CanonicalJson.TooLongException tooLong) {
      throw new IllegalArgumentException(
          "a subscription must be at most " + MAX_BYTES + " bytes; shorten tags and meta", tooLong);
    }
  }

  static SubscriptionSettings read(String text) {
    Map<?, ?> parts = map(CanonicalJson.read(text));
    return new SubscriptionSettings(
        String.valueOf(parts.get("url")),
        text(parts.get("name")),
        text(parts.get("description")),
        ImmutableValues.map(map(parts.get("tags")), "tags", SubscriptionSettings.MAX_VALUES),
        ImmutableValues.map(map(parts.get("meta")), "meta", SubscriptionSettings.MAX_VALUES),
        headers(map(parts.get("headers"))),
        parts.get("payload_fields"),
        signed(String.valueOf(parts.get("auth_mode"))),
        list(parts.get("event_types")).stream()
            .map(id -> type(String.valueOf(id)))
            .collect(Collectors.toSet()));
  }

  private static boolean signed(String mode) {
    if (!mode.equals(SIGNED) && !mode.equals(UNSIGNED)) {
      throw new IllegalArgumentException("auth_mode must be signature or authorization");
    }
    return mode.equals(SIGNED);
  }

  private static EventType type(String id) {
    EventType type = EventType.fromId(id);
    if (!SubscriptionSettings.isSubscribable(type)) {
      throw new IllegalArgumentException("event_types has a type without webhooks: " + id);
    }
    return type;
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
