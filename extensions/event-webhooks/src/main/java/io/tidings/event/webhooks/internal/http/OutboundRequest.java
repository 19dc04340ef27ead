package io.tidings.event.webhooks.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An HTTP POST request: endpoint, headers in the order sent, and a JSON body. Immutable. */
public final class OutboundRequest {

  /** Headers whose values are recorded; every other value is masked. */
  private static final Set<String> RECORDED =
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

  /** Returns a request with the headers that frame it, followed by the given ones. */
  public static OutboundRequest of(Endpoint endpoint, Map<String, String> more, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", endpoint.authority());
    headers.put("Connection", "close");
    headers.put("Content-Type", "application/json");
    headers.put("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
    headers.put("User-Agent", "Tidings-Webhooks/1");
    headers.putAll(more);
    return new OutboundRequest(endpoint, headers, body);
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder("POST ").append(endpoint.path()).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Returns the recorded form: values of other headers masked, the URL without its query. */
  public Map<String, Object> recorded(SecretMask mask) {
    Map<String, Object> values = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> values.put(name, RECORDED.contains(name) ? value : SecretMask.MASK));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "POST");
    request.put("url", mask.apply(endpoint.displayUrl()));
    request.put("headers", values);
    request.put("body", mask.apply(body));
    return request;
  }
}
