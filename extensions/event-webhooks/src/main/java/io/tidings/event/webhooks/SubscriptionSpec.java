package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks for: what is to be sent, where, and how it is to be recognized (WEB-03).
 *
 * <pre>{@code
 * SubscriptionSpec spec =
 *     SubscriptionSpec.to("https://hooks.example.com/tidings")
 *         .withName("releases")
 *         .withEventTypes(Set.of(WebhookEventType.ENVIRONMENTS_REVISIONS_COMMITTED));
 * }</pre>
 *
 * <p>It holds no secret; headers may, and are not shown where deliveries are. Immutable and
 * thread-safe.
 *
 * @param url where to, with scheme and host; visible ASCII, at most 2,048 characters, without user
 *     information and fragment. Whether the address may be reached is decided at each delivery
 * @param name a name for people, at most 256 characters, or null
 * @param description what it is for, at most 4,096 characters, or null
 * @param tags what the subscriber sorts by: values as in JSON, sent with each delivery
 * @param meta what the subscriber wants to have back: likewise
 * @param headers more headers for each request; those that this library sets itself are left out
 * @param payloadFields what of the body is wanted, selectors in texts, lists and maps (WEB-07);
 *     null for all
 * @param authMode how the receiver recognizes a delivery
 * @param eventTypes which types; empty for all
 */
public record SubscriptionSpec(
    String url,
    @Nullable String name,
    @Nullable String description,
    Map<String, Object> tags,
    Map<String, Object> meta,
    Map<String, String> headers,
    @Nullable Object payloadFields,
    AuthMode authMode,
    Set<WebhookEventType> eventTypes) {

  /** How many values {@code tags} and {@code meta} may have each. */
  public static final int MAX_VALUES = 1_000;

  private static final int MAX_NAME = 256;
  private static final int MAX_DESCRIPTION = 4_096;

  /**
   * Creates what is asked for.
   *
   * @throws IllegalArgumentException if a part is ill-formed or too large; the message names it
   */
  public SubscriptionSpec {
    Endpoint.of(requireNonNull(url, "url"));
    requireLength(name, MAX_NAME, "name");
    requireLength(description, MAX_DESCRIPTION, "description");
    tags = ImmutableValues.map(requireNonNull(tags, "tags"), "tags", MAX_VALUES);
    meta = ImmutableValues.map(requireNonNull(meta, "meta"), "meta", MAX_VALUES);
    headers = HeaderRules.frozen(requireNonNull(headers, "headers"));
    payloadFields = PayloadTemplate.frozen(payloadFields);
    requireNonNull(authMode, "authMode");
    eventTypes =
        requireNonNull(eventTypes, "eventTypes").isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(eventTypes));
  }

  /** Returns what asks for everything, signed, at a place. */
  public static SubscriptionSpec to(String url) {
    return new SubscriptionSpec(
        url, null, null, Map.of(), Map.of(), Map.of(), null, AuthMode.SIGNATURE, Set.of());
  }

  /** Returns this with another place. */
  public SubscriptionSpec withUrl(String url) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with a name. */
  public SubscriptionSpec withName(@Nullable String name) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with a description. */
  public SubscriptionSpec withDescription(@Nullable String description) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with tags. */
  public SubscriptionSpec withTags(Map<String, Object> tags) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with other data of the subscriber's. */
  public SubscriptionSpec withMeta(Map<String, Object> meta) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with more headers for each request. */
  public SubscriptionSpec withHeaders(Map<String, String> headers) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with a selection from the body; null for all of it. */
  public SubscriptionSpec withPayloadFields(@Nullable Object payloadFields) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this with another way to be recognized. */
  public SubscriptionSpec withAuthMode(AuthMode authMode) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns this for some types; for all if there is none. */
  public SubscriptionSpec withEventTypes(Set<WebhookEventType> eventTypes) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns the url for people: without its query, which may hold a secret. */
  public String shownUrl() {
    return Endpoint.of(url).shown();
  }

  /**
   * Returns what is asked for, without what may hold a secret: query, header values, tags, meta.
   */
  @Override
  public String toString() {
    return "SubscriptionSpec[url="
        + shownUrl()
        + ", name="
        + name
        + ", headers="
        + headers.keySet()
        + ", authMode="
        + authMode
        + ", eventTypes="
        + eventTypes
        + "]";
  }

  /** Tells whether a type is asked for. */
  public boolean matches(WebhookEventType type) {
    return eventTypes.isEmpty() || eventTypes.contains(requireNonNull(type, "type"));
  }

  private static void requireLength(@Nullable String text, int most, String argument) {
    if (text != null && (text.isEmpty() || text.length() > most)) {
      throw new IllegalArgumentException(argument + " must be 1 to " + most + " characters long");
    }
  }
}
