package io.tidings.event.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes single attempts at deliveries, each with a signature of its own time. Thread-safe. */
final class DeliverySender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final int BAD_REQUEST = 400;

  private final SecretVault vault;
  private final OutboundPolicy policy;
  private final HostLookup lookup;
  private final HttpExchange exchange;
  private final InstantSource clock;
  private final Duration timeout;

  private DeliverySender(
      WebhookStore webhooks,
      OutboundPolicy policy,
      NameResolver resolver,
      SSLContext tls,
      Duration timeout) {
    this.vault = webhooks.vault();
    this.clock = webhooks.clock();
    this.policy = policy;
    this.lookup = new HostLookup(resolver);
    this.exchange = new HttpExchange(tls);
    this.timeout = timeout;
  }

  /** Returns a courier; without a TLS context it has the JDK's. */
  static DeliverySender of(
      WebhookStore webhooks,
      OutboundPolicy policy,
      NameResolver resolver,
      @Nullable SSLContext tls,
      Duration timeout) {
    return new DeliverySender(
        webhooks, policy, resolver, tls == null ? standardTls() : tls, timeout);
  }

  private static SSLContext standardTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException failure) {
      throw new WebhookException(
          "this JVM has no TLS that works; look at its javax.net.ssl properties", failure);
    }
  }

  /** Makes an attempt with the secret of a subscription. */
  Attempt attempt(WebhookSubscription subscription, String sealed, PendingDelivery delivery) {
    String secret;
    try {
      secret = vault.open(subscription.id(), sealed);
    } catch (RuntimeException failure) {
      LOG.warn("subscription {}: the vault does not open its secret", subscription.id(), failure);
      return Attempt.notAttempted("the vault does not open the secret; rotate it");
    }
    return attemptWith(secret, subscription, delivery);
  }

  /** Makes an attempt with a secret. */
  Attempt attemptWith(String secret, WebhookSubscription subscription, PendingDelivery delivery) {
    Deadline deadline = Deadline.in(timeout);
    Target target;
    try {
      Endpoint endpoint = Endpoint.of(subscription.spec().url());
      List<InetAddress> addresses = lookup.of(endpoint.host(), deadline);
      target = new Target(endpoint, policy.checked(endpoint, addresses), deadline);
    } catch (UnknownHostException failure) {
      return Attempt.unreachable("the host of the url has no address");
    } catch (IOException failure) {
      return Attempt.unreachable(described(failure));
    } catch (IllegalArgumentException refused) {
      return new Attempt(
          Attempt.Verdict.REJECTED, BAD_REQUEST, Attempt.NO_REQUEST, null, refused.getMessage());
    }
    return sent(target, secret, subscription, delivery);
  }

  /** Where a request goes, and by when it must be over. Immutable. */
  private record Target(Endpoint endpoint, InetAddress address, Deadline deadline) {}

  private Attempt sent(
      Target target, String secret, WebhookSubscription subscription, PendingDelivery delivery) {
    Map.Entry<String, String> proof = proof(secret, subscription.spec().authMode(), delivery);
    OutboundRequest request = OutboundRequest.of(target.endpoint(), subscription, delivery, proof);
    List<String> hidden = WebhookSecrets.of(secret, proof.getValue(), subscription.spec());
    String shown = request.shown();
    try {
      HttpResponse reply =
          exchange.send(target.endpoint(), target.address(), request, target.deadline());
      Attempt.Verdict verdict = Attempt.verdict(reply.status());
      return new Attempt(
          verdict,
          reply.status(),
          shown,
          WebhookSecrets.shown(reply.body(), hidden),
          verdict == Attempt.Verdict.DELIVERED ? null : "the receiver answered " + reply.status());
    } catch (IOException failure) {
      String error = WebhookSecrets.shown(described(failure), hidden);
      return new Attempt(Attempt.Verdict.RETRYABLE, null, shown, null, error);
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
    lookup.close();
    exchange.close();
  }
}
