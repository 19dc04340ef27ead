package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventType;
import io.tidings.event.webhooks.internal.http.Endpoint;
import io.tidings.event.webhooks.internal.tables.SubscriptionSettings;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requested settings of a subscription: target, event types, body and authentication.
 *
 * <pre>{@code
 * SubscriptionSpec spec =
 *     SubscriptionSpec.to("https://hooks.example.com/tidings")
 *         .withName("releases")
 *         .withEventTypes(Set.of(WebhookEventType.ENVIRONMENTS_REVISIONS_COMMITTED));
 * }</pre>
 *
 * <p>A spec contains no secret; its headers may, and their values are masked in recorded
 * deliveries. Collections are copied. Immutable and thread-safe.
 *
 * @param url the target with scheme and host: visible ASCII, at most 2,048 characters, without user
 *     information and fragment; its address is checked at each delivery
 * @param name a display name, 1 to 256 characters, or null
 * @param description a description, 1 to 4,096 characters, or null
 * @param tags the subscriber's labels: at most 1,000 JSON values, nested at most ten deep, sent
 *     with each delivery
 * @param meta the subscriber's data, with the same limits, sent with each delivery
 * @param headers additional request headers, at most 32; headers that this library sets are not
 *     sent
 * @param payloadFields a template for the body, with selectors as strings in lists and maps; null
 *     for the whole body
 * @param authMode the authentication of deliveries
 * @param eventTypes the selected types; empty for all
 * @contract WEB-03, WEB-07, WEB-11
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

  /** Maximum number of values in {@code tags} and in {@code meta}. */
  public static final int MAX_VALUES = SubscriptionSettings.MAX_VALUES;

  /**
   * Creates a spec.
   *
   * @throws IllegalArgumentException if a part is ill-formed or too large; the message names it
   * @throws NullPointerException if a part that is not nullable is null
   */
  public SubscriptionSpec {
    SubscriptionSettings settings =
        new SubscriptionSettings(
            url,
            name,
            description,
            tags,
            meta,
            headers,
            payloadFields,
            requireNonNull(authMode, "authMode") == AuthMode.SIGNATURE,
            catalogueTypes(requireNonNull(eventTypes, "eventTypes")));
    tags = settings.tags();
    meta = settings.meta();
    headers = settings.headers();
    payloadFields = settings.payloadFields();
    eventTypes =
        eventTypes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(eventTypes));
  }

  /**
   * Returns a spec for all event types with signed requests to a URL.
   *
   * @throws IllegalArgumentException if the URL is ill-formed
   */
  public static SubscriptionSpec to(String url) {
    return new SubscriptionSpec(
        url, null, null, Map.of(), Map.of(), Map.of(), null, AuthMode.SIGNATURE, Set.of());
  }

  /**
   * Returns a copy with another URL.
   *
   * @throws IllegalArgumentException if the URL is ill-formed
   */
  public SubscriptionSpec withUrl(String url) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /**
   * Returns a copy with a name, or without one for null.
   *
   * @throws IllegalArgumentException if the name is empty or longer than 256 characters
   */
  public SubscriptionSpec withName(@Nullable String name) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /**
   * Returns a copy with a description, or without one for null.
   *
   * @throws IllegalArgumentException if it is empty or longer than 4,096 characters
   */
  public SubscriptionSpec withDescription(@Nullable String description) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /**
   * Returns a copy with other tags.
   *
   * @throws IllegalArgumentException if they hold a value outside JSON, or too many or too deep
   *     ones
   */
  public SubscriptionSpec withTags(Map<String, Object> tags) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /**
   * Returns a copy with other subscriber data.
   *
   * @throws IllegalArgumentException if it holds a value outside JSON, or too many or too deep ones
   */
  public SubscriptionSpec withMeta(Map<String, Object> meta) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /**
   * Returns a copy with other additional headers.
   *
   * @throws IllegalArgumentException if there are more than 32, or a name or value is ill-formed
   */
  public SubscriptionSpec withHeaders(Map<String, String> headers) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /**
   * Returns a copy with a template for the body, or with the whole body for null.
   *
   * @throws IllegalArgumentException if it is too deep or too large, or has an ill-formed selector
   */
  public SubscriptionSpec withPayloadFields(@Nullable Object payloadFields) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns a copy with another authentication mode. */
  public SubscriptionSpec withAuthMode(AuthMode authMode) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns a copy for the given types, or for all types if the set is empty. */
  public SubscriptionSpec withEventTypes(Set<WebhookEventType> eventTypes) {
    return new SubscriptionSpec(
        url, name, description, tags, meta, headers, payloadFields, authMode, eventTypes);
  }

  /** Returns the URL without its query, which may hold a secret. */
  public String displayUrl() {
    return Endpoint.of(url).displayUrl();
  }

  /** Returns the spec without parts that may hold a secret: query, header values, tags, meta. */
  @Override
  public String toString() {
    return "SubscriptionSpec[url="
        + displayUrl()
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

  /** Returns whether a type is selected. */
  public boolean matches(WebhookEventType type) {
    return eventTypes.isEmpty() || eventTypes.contains(requireNonNull(type, "type"));
  }

  SubscriptionSettings settings() {
    return new SubscriptionSettings(
        url,
        name,
        description,
        tags,
        meta,
        headers,
        payloadFields,
        authMode == AuthMode.SIGNATURE,
        catalogueTypes(eventTypes));
  }

  static SubscriptionSpec of(SubscriptionSettings settings) {
    return new SubscriptionSpec(
        settings.url(),
        settings.name(),
        settings.description(),
        settings.tags(),
        settings.meta(),
        settings.headers(),
        settings.payloadFields(),
        settings.signed() ? AuthMode.SIGNATURE : AuthMode.AUTHORIZATION,
        settings.eventTypes().stream()
            .map(type -> WebhookEventType.fromId(type.id()))
            .collect(Collectors.toSet()));
  }

  private static Set<EventType> catalogueTypes(Collection<WebhookEventType> types) {
    return types.stream().map(WebhookEventType::type).collect(Collectors.toSet());
  }
}
