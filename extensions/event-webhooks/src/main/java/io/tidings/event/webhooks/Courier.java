package io.tidings.event.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes single attempts at deliveries, each with a signature of its own time. Thread-safe. */
final class Courier implements AutoCloseable {

  private static final int BAD_REQUEST = 400;

  private final SecretVault vault;
  private final OutboundPolicy policy;
  private final NameResolver resolver;
  private final HttpExchange exchange;
  private final InstantSource clock;

  Courier(
      SecretVault vault,
      OutboundPolicy policy,
      NameResolver resolver,
      HttpExchange exchange,
      InstantSource clock) {
    this.vault = vault;
    this.policy = policy;
    this.resolver = resolver;
    this.exchange = exchange;
    this.clock = clock;
  }

  /** Makes an attempt with the secret of a subscription. Throws nothing but errors. */
  Attempt attempt(WebhookSubscription subscription, String sealed, PendingDelivery delivery) {
    String secret;
    try {
      secret = vault.open(subscription.id(), sealed);
    } catch (RuntimeException failure) {
      return Attempt.notMade("the vault does not open the secret; rotate it");
    }
    return attemptWith(secret, subscription, delivery);
  }

  /** Makes an attempt with a secret. Throws nothing but errors. */
  Attempt attemptWith(String secret, WebhookSubscription subscription, PendingDelivery delivery) {
    try {
      Endpoint endpoint = Endpoint.of(subscription.spec().url());
      InetAddress address = policy.checked(endpoint, resolved(endpoint));
      return sent(endpoint, address, secret, subscription, delivery);
    } catch (UnknownHostException failure) {
      return Attempt.notMade("the host of the url has no address");
    } catch (IllegalArgumentException refused) {
      return new Attempt(
          Attempt.Verdict.REFUSED, BAD_REQUEST, Attempt.NO_REQUEST, null, refused.getMessage());
    }
  }

  private List<InetAddress> resolved(Endpoint endpoint) throws UnknownHostException {
    List<InetAddress> addresses = resolver.resolve(endpoint.host());
    if (addresses.isEmpty()) {
      throw new UnknownHostException(endpoint.host());
    }
    return addresses;
  }

  private Attempt sent(
      Endpoint endpoint,
      InetAddress address,
      String secret,
      WebhookSubscription subscription,
      PendingDelivery delivery) {
    Map.Entry<String, String> proof = proof(secret, subscription.spec().authMode(), delivery);
    OutboundRequest request = OutboundRequest.of(endpoint, subscription, delivery, proof);
    String shown = request.shown();
    try {
      HttpReply reply = exchange.send(endpoint, address, request);
      Attempt.Verdict verdict = Attempt.verdict(reply.status());
      return new Attempt(
          verdict,
          reply.status(),
          shown,
          WebhookSecrets.shown(reply.body(), secret, proof.getValue()),
          verdict == Attempt.Verdict.DELIVERED ? null : "the receiver answered " + reply.status());
    } catch (IOException failure) {
      String error = WebhookSecrets.shown(described(failure), secret, proof.getValue());
      return new Attempt(Attempt.Verdict.TROUBLE, null, shown, null, error);
    }
  }

  private static String described(IOException failure) {
    @Nullable String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }

  private Map.Entry<String, String> proof(String secret, AuthMode mode, PendingDelivery delivery) {
    return mode == AuthMode.AUTHORIZATION
        ? Map.entry("Authorization", secret)
        : Map.entry(
            WebhookSignature.HEADER,
            WebhookSignature.sign(
                secret, clock.instant(), delivery.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    exchange.close();
  }
}
