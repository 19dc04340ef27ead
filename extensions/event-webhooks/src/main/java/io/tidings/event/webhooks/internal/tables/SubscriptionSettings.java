package io.tidings.event.webhooks.internal.tables;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventType;
import io.tidings.event.webhooks.internal.http.Endpoint;
import io.tidings.event.webhooks.internal.http.HeaderRules;
import io.tidings.event.webhooks.internal.payload.ImmutableValues;
import io.tidings.event.webhooks.internal.payload.PayloadTemplate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a subscription, validated and immutable.
 *
 * @param url the target
 * @param name the display name, or null
 * @param description the description, or null
 * @param tags the tags
 * @param meta the subscriber's data
 * @param headers the additional request headers
 * @param payloadFields the payload template, or null
 * @param signed whether requests are signed; otherwise the secret is sent
 * @param eventTypes the event types; empty for all
 */
public record SubscriptionSettings(
    String url,
    @Nullable String name,
    @Nullable String description,
    Map<String, Object> tags,
    Map<String, Object> meta,
    Map<String, String> headers,
    @Nullable Object payloadFields,
    boolean signed,
    Set<EventType> eventTypes) {

  /** Maximum number of values in {@code tags} and in {@code meta}. */
  public static final int MAX_VALUES = 1_000;

  private static final int MAX_NAME = 256;
  private static final int MAX_DESCRIPTION = 4_096;

  /**
   * Validates and copies the settings.
   *
   * @throws IllegalArgumentException if a part is ill-formed or too large; the message names it
   */
  public SubscriptionSettings {
    Endpoint.of(requireNonNull(url, "url"));
    requireLength(name, MAX_NAME, "name");
    requireLength(description, MAX_DESCRIPTION, "description");
    tags = ImmutableValues.map(requireNonNull(tags, "tags"), "tags", MAX_VALUES);
    meta = ImmutableValues.map(requireNonNull(meta, "meta"), "meta", MAX_VALUES);
    headers = HeaderRules.copyOf(requireNonNull(headers, "headers"));
    payloadFields = PayloadTemplate.copyOf(payloadFields);
    eventTypes =
        requireNonNull(eventTypes, "eventTypes").isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(eventTypes));
  }

  /** Returns whether a type is selected. */
  public boolean matches(EventType type) {
    return eventTypes.isEmpty() || eventTypes.contains(type);
  }

  /** Returns whether a subscription may select a type. */
  public static boolean isSubscribable(EventType type) {
    return type.isPlatform() && type != EventType.UNKNOWN;
  }

  private static void requireLength(@Nullable String text, int limit, String argument) {
    if (text != null && (text.isEmpty() || text.length() > limit)) {
      throw new IllegalArgumentException(argument + " must be 1 to " + limit + " characters long");
    }
  }
}
