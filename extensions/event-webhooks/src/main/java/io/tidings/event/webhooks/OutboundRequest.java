package io.tidings.event.webhooks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request as it is sent: its headers, ours after the subscription's, and its body. Immutable. */
final class OutboundRequest {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final Set<String> SHOWN =
      Set.of(
          "Host",
          "Connection",
          "Content-Length",
          "Content-Type",
          "User-Agent",
          "Idempotency-Key",
          "X-Tidings-Event-Type",
          "X-Tidings-Event-Id",
          "X-Tidings-Delivery-Id");

  private final Endpoint endpoint;
  private final Map<String, String> headers;
  private final String body;

  private OutboundRequest(Endpoint endpoint, Map<String, String> headers, String body) {
    this.endpoint = endpoint;
    this.headers = Collections.unmodifiableMap(headers);
    this.body = body;
  }

  /**
   * Returns a request.
   *
   * @param proof the header by which the receiver recognizes it, and its value
   */
  static OutboundRequest of(
      Endpoint endpoint,
      WebhookSubscription subscription,
      PendingDelivery delivery,
      Map.Entry<String, String> proof) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", endpoint.authority());
    headers.put("Connection", "close");
    headers.put("Content-Type", "application/json");
    headers.put(
        "Content-Length", String.valueOf(delivery.body().getBytes(StandardCharsets.UTF_8).length));
    headers.put("User-Agent", "Tidings-Webhooks/1");
    headers.put("X-Tidings-Event-Type", delivery.eventType());
    headers.put("X-Tidings-Event-Id", delivery.eventId());
    headers.put("X-Tidings-Delivery-Id", delivery.id());
    headers.put("Idempotency-Key", delivery.id());
    headers.put(proof.getKey(), proof.getValue());
    subscription.spec().headers().forEach((name, value) -> add(headers, subscription, name, value));
    return new OutboundRequest(endpoint, headers, delivery.body());
  }

  private static void add(
      Map<String, String> headers, WebhookSubscription subscription, String name, String value) {
    if (HeaderRules.isReserved(name)) {
      LOG.warn(
          "subscription {}: its header {} is left out, since Tidings sets it; take it out of the"
              + " subscription",
          subscription.id(),
          name);
    } else {
      headers.put(name, value);
    }
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder("POST ").append(endpoint.path()).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /**
   * Returns the request for people: without what proves it, and without the subscription's values.
   */
  String shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> shown.put(name, SHOWN.contains(name) ? value : WebhookSecrets.MASK));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "POST");
    request.put("url", endpoint.shown());
    request.put("headers", shown);
    request.put("body", body.substring(0, Math.min(body.length(), WebhookSecrets.SHOWN)));
    try {
      return CanonicalJson.canonical(request, Integer.MAX_VALUE);
    } catch (CanonicalJson.TooLongException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
