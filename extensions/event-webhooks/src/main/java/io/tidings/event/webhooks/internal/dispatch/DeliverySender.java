package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.webhooks.internal.http.AddressCheck;
import io.tidings.event.webhooks.internal.http.CallTimeout;
import io.tidings.event.webhooks.internal.http.Endpoint;
import io.tidings.event.webhooks.internal.http.HeaderRules;
import io.tidings.event.webhooks.internal.http.HostLookup;
import io.tidings.event.webhooks.internal.http.HttpExchange;
import io.tidings.event.webhooks.internal.http.HttpResponse;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.http.OutboundRequest;
import io.tidings.event.webhooks.internal.http.RequestSignature;
import io.tidings.event.webhooks.internal.http.SecretMask;
import io.tidings.event.webhooks.internal.payload.CanonicalJson;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import io.tidings.event.webhooks.internal.tables.SubscriptionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sender of single delivery attempts, each signed with its own time. Thread-safe. */
public final class DeliverySender implements AutoCloseable {

  private static final int BAD_REQUEST = 400;

  private final SecretOpener secrets;
  private final AddressCheck addressCheck;
  private final HostLookup lookup;
  private final HttpExchange exchange;
  private final InstantSource clock;
  private final Duration timeout;

  /** Creates a sender. */
  public DeliverySender(
      SecretOpener secrets,
      AddressCheck addressCheck,
      NameResolver resolver,
      SSLContext tls,
      InstantSource clock,
      Duration timeout) {
    this.secrets = secrets;
    this.addressCheck = addressCheck;
    this.lookup = new HostLookup(resolver);
    this.exchange = new HttpExchange(tls);
    this.clock = clock;
    this.timeout = timeout;
  }

  /** Sends a delivery, with the secret of its subscription in sealed form. */
  Attempt attempt(StoredSubscription subscription, String sealed, PendingDelivery delivery) {
    String secret;
    try {
      secret = secrets.open(subscription.id(), sealed);
    } catch (RuntimeException failure) {
      SafeLog.warn(
          LOG,
          "Vault did not open the secret of subscription "
              + subscription.id()
              + "; retrying the delivery in one minute",
          failure);
      return Attempt.notAttempted("the vault did not open the secret; rotate it");
    }
    return attemptWith(secret, subscription, delivery);
  }

  /** Sends a delivery with a plain secret. */
  public Attempt attemptWith(
      String secret, StoredSubscription subscription, PendingDelivery delivery) {
    CallTimeout callTimeout = CallTimeout.of(timeout);
    Target target;
    try {
      Endpoint endpoint = Endpoint.of(subscription.settings().url());
      List<InetAddress> addresses =
          lookup.addresses(subscription.project(), subscription.id(), endpoint.host(), callTimeout);
      target = new Target(endpoint, addressCheck.check(endpoint, addresses), callTimeout);
    } catch (HostLookup.OccupiedException occupied) {
      return Attempt.notAttempted(describe(occupied));
    } catch (UnknownHostException failure) {
      return Attempt.unreachable("the host of the url has no address");
    } catch (IOException failure) {
      return Attempt.unreachable(describe(failure));
    } catch (IllegalArgumentException notAllowed) {
      return new Attempt(
          Attempt.Verdict.REJECTED, BAD_REQUEST, Attempt.NO_REQUEST, null, notAllowed.getMessage());
    }
    return send(target, secret, subscription, delivery);
  }

  /** The checked target of a request and its time limit. Immutable. */
  private record Target(Endpoint endpoint, InetAddress address, CallTimeout timeout) {}

  private Attempt send(
      Target target, String secret, StoredSubscription subscription, PendingDelivery delivery) {
    SubscriptionSettings settings = subscription.settings();
    Map.Entry<String, String> proof = proof(secret, settings.signed(), delivery);
    OutboundRequest request =
        OutboundRequest.of(
            target.endpoint(), headers(subscription, delivery, proof), delivery.body());
    SecretMask mask =
        SecretMask.of(secret, proof.getValue(), settings.url(), settings.headers().values());
    String recorded = CanonicalJson.canonical(request.recorded(mask));
    try {
      HttpResponse response =
          exchange.send(target.endpoint(), target.address(), request, target.timeout());
      Attempt.Verdict verdict = Attempt.verdict(response.status());
      return new Attempt(
          verdict,
          response.status(),
          recorded,
          mask.apply(response.body()),
          verdict == Attempt.Verdict.DELIVERED
              ? null
              : "the receiver responded with status " + response.status());
    } catch (IOException failure) {
      String error = mask.apply(describe(failure));
      return new Attempt(Attempt.Verdict.RETRYABLE, null, recorded, null, error);
    }
  }

  private static Map<String, String> headers(
      StoredSubscription subscription, PendingDelivery delivery, Map.Entry<String, String> proof) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Tidings-Event-Type", delivery.eventType());
    headers.put("X-Tidings-Event-Id", delivery.eventId());
    headers.put("X-Tidings-Delivery-Id", delivery.id());
    headers.put("Idempotency-Key", delivery.id());
    headers.put(proof.getKey(), proof.getValue());
    subscription
        .settings()
        .headers()
        .forEach(
            (name, value) -> {
              if (HeaderRules.isReserved(name)) {
                LOG.warn(
                    "Header {} of subscription {} is reserved and not sent; remove it from the"
                        + " subscription",
                    name,
                    subscription.id());
              } else {
                headers.put(name, value);
              }
            });
    return headers;
  }

  private static String describe(IOException failure) {
    @Nullable String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }

  private Map.Entry<String, String> proof(String secret, boolean signed, PendingDelivery delivery) {
    return signed
        ? Map.entry(
            RequestSignature.HEADER,
            RequestSignature.sign(
                secret, clock.instant(), delivery.body().getBytes(StandardCharsets.UTF_8)))
        : Map.entry("Authorization", secret);
  }

  @Override
  public void close() {
    lookup.close();
    exchange.close();
  }
}
