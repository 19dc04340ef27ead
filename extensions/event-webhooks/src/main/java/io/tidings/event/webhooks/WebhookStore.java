package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.tables.DeliveryTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import io.tidings.event.webhooks.internal.tables.WebhookTables;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Store of webhook subscriptions, pending deliveries and recorded outcomes, in tables of the
 * trail's database. Secrets are stored only in the form returned by a {@link SecretVault}.
 *
 * <pre>{@code
 * EventStore trail = EventStore.open(Path.of("trail.db"));
 * WebhookStore webhooks =
 *     WebhookStore.in(trail, SecretVault.inFile(Path.of("webhooks.key")));
 * WebhookStore.Created created =
 *     webhooks.create("apollo", SubscriptionSpec.to("https://hooks.example.com/tidings"), null);
 * String secret = created.secret();
 * }</pre>
 *
 * <p>Every method is limited to one project and does not find subscriptions of other projects. A
 * dispatcher, in any process, applies a change in its next turn. Every method throws {@link
 * io.tidings.event.store.StoreException} if the database fails or the trail is closed, and {@link
 * NullPointerException} for a null argument that is not nullable. The store has no resources of its
 * own and is usable until the trail is closed. Thread-safe.
 *
 * @contract WEB-03, WEB-04, WEB-19
 */
public final class WebhookStore {

  /** Maximum number of deliveries that {@link #deliveries} returns. */
  public static final int MAX_DELIVERIES = 1_000;

  private static final int MAX_PROJECT = 128;

  private final EventStore trail;
  private final StoreDatabase database;
  private final SecretVault vault;

  private WebhookStore(EventStore trail, SecretVault vault) {
    this.trail = trail;
    this.database = trail.database();
    this.vault = vault;
  }

  /**
   * A new subscription and its secret, which is returned only once. Immutable and thread-safe.
   *
   * @param subscription the subscription
   * @param secret the secret
   */
  public record Created(WebhookSubscription subscription, String secret) {

    /**
     * Creates a result.
     *
     * @throws NullPointerException if an argument is null
     */
    public Created {
      requireNonNull(subscription, "subscription");
      requireNonNull(secret, "secret");
    }

    /** Returns the subscription's id without the secret. */
    @Override
    public String toString() {
      return "Created[" + subscription.id() + "]";
    }
  }

  /**
   * Returns the webhook store of a trail and creates its tables if they do not exist.
   *
   * @throws io.tidings.event.store.StoreException if the tables cannot be created, for example in a
   *     read-only trail
   */
  public static WebhookStore in(EventStore trail, SecretVault vault) {
    WebhookStore webhooks =
        new WebhookStore(requireNonNull(trail, "trail"), requireNonNull(vault, "vault"));
    webhooks.database.prepare(WebhookTables.TABLES);
    return webhooks;
  }

  /**
   * Creates a subscription for events that are stored after this call.
   *
   * @param project the project whose events are delivered, 1 to 128 visible ASCII characters
   * @param spec the settings
   * @param secret 24 to 256 visible ASCII characters, or null for a generated one of 32 letters and
   *     digits; required in authorization mode
   * @return the subscription and its secret
   * @throws IllegalArgumentException if an argument is ill-formed
   * @throws WebhookException if the vault cannot open the stored secrets: all secrets of a trail
   *     are sealed with one key
   */
  public Created create(String project, SubscriptionSpec spec, @Nullable String secret) {
    requireProject(project);
    String effective =
        WebhookSecrets.validOrGenerated(secret, requireNonNull(spec, "spec").authMode());
    Instant now = now();
    WebhookSubscription created =
        new WebhookSubscription(UUID.randomUUID().toString(), project, spec, null, now, now);
    String sealed = seal(created.id(), effective);
    database.write(
        connection -> {
          SubscriptionTable.insert(connection, created.stored(), sealed);
          return true;
        });
    return new Created(created, effective);
  }

  /** Returns a subscription, or null if the project has none with this id. */
  public @Nullable WebhookSubscription find(String project, String id) {
    return row(project, id).map(row -> WebhookSubscription.of(row.subscription())).orElse(null);
  }

  /** Returns the subscriptions of a project, the oldest first. */
  public List<WebhookSubscription> list(String project) {
    requireNonNull(project, "project");
    return database.read(connection -> SubscriptionTable.of(connection, project)).stream()
        .map(row -> WebhookSubscription.of(row.subscription()))
        .toList();
  }

  /**
   * Replaces the settings of a subscription. Pending deliveries keep their bodies and are sent with
   * the new URL, headers and authentication.
   *
   * @return the changed subscription
   * @throws IllegalArgumentException if the project has no such subscription
   */
  public WebhookSubscription update(String project, String id, SubscriptionSpec spec) {
    requireNonNull(spec, "spec");
    return changed(
        project,
        id,
        connection -> SubscriptionTable.setSettings(connection, id, spec.settings(), now()));
  }

  /**
   * Replaces the secret, also for pending deliveries. A stored secret that is shorter than a new
   * one may be remains in use until then.
   *
   * @param secret the new secret, or null for a generated one, as in {@link #create}
   * @return the new secret, which is returned only once
   * @throws IllegalArgumentException if the project has no such subscription or the secret is
   *     ill-formed
   * @throws WebhookException if the vault cannot open the stored secrets; if their key is lost,
   *     revoke them first
   */
  public String rotateSecret(String project, String id, @Nullable String secret) {
    AuthMode mode =
        required(project, id).subscription().settings().signed()
            ? AuthMode.SIGNATURE
            : AuthMode.AUTHORIZATION;
    String effective = WebhookSecrets.validOrGenerated(secret, mode);
    replaceSecret(project, id, seal(id, effective));
    return effective;
  }

  /** Seals a secret, unless the vault has another key than the one of the stored secrets. */
  private String seal(String id, String secret) {
    database
        .read(SubscriptionTable::oldestSealed)
        .ifPresent(oldest -> requireOpening(oldest.id(), String.valueOf(oldest.text())));
    return vault.seal(id, secret);
  }

  private void requireOpening(String id, String sealed) {
    try {
      vault.open(id, sealed);
    } catch (RuntimeException failure) {
      throw new WebhookException(
          "the vault does not open the secret of subscription "
              + id
              + ", so it seals no other; use the key that it was sealed with, or revoke it if that"
              + " is lost",
          failure);
    }
  }

  /**
   * Removes the secret, for example after a leak. Events stored without a secret are not delivered
   * to the subscription, with a warning; pending deliveries wait for {@link #rotateSecret}.
   *
   * @throws IllegalArgumentException if the project has no such subscription
   * @contract WEB-05
   */
  public void revokeSecret(String project, String id) {
    replaceSecret(project, id, null);
  }

  private void replaceSecret(String project, String id, @Nullable String sealed) {
    String before = required(project, id).sealed();
    changed(project, id, connection -> SubscriptionTable.setSecret(connection, id, sealed, now()));
    if (before != null) {
      vault.forget(id, before);
    }
  }

  /**
   * Pauses a subscription. Pending deliveries remain, and later events stay in the trail; both are
   * delivered after {@link #resume}, except events that retention has removed by then.
   *
   * @return the paused subscription
   * @throws IllegalArgumentException if the project has no such subscription
   */
  public WebhookSubscription pause(String project, String id) {
    return changed(
        project, id, connection -> SubscriptionTable.pause(connection, id, "paused on request"));
  }

  /**
   * Resumes a subscription that was paused on request or after failures. Pending deliveries are
   * sent, and events of the pause are enqueued from the trail and sent.
   *
   * @return the resumed subscription
   * @throws IllegalArgumentException if the project has no such subscription
   */
  public WebhookSubscription resume(String project, String id) {
    return changed(project, id, connection -> SubscriptionTable.resume(connection, id));
  }

  /**
   * Removes a subscription with its secret, its pending deliveries and its recorded outcomes.
   *
   * @return whether the subscription existed
   */
  public boolean remove(String project, String id) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    Optional<SubscriptionTable.Sealed> removed =
        database.write(connection -> SubscriptionTable.delete(connection, project, id));
    removed.map(SubscriptionTable.Sealed::text).ifPresent(text -> vault.forget(id, text));
    return removed.isPresent();
  }

  /**
   * Returns recorded outcomes of a subscription, the latest first; empty for an unknown one.
   *
   * @param limit the maximum number, 1 to 1,000
   * @throws IllegalArgumentException if {@code limit} is out of range
   */
  public List<WebhookDelivery> deliveries(String project, String id, int limit) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    if (limit < 1 || limit > MAX_DELIVERIES) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_DELIVERIES + ": " + limit);
    }
    return database.read(connection -> DeliveryTable.of(connection, project, id, limit)).stream()
        .map(WebhookDelivery::of)
        .toList();
  }

  EventStore trail() {
    return trail;
  }

  SecretVault vault() {
    return vault;
  }

  InstantSource clock() {
    return database.clock();
  }

  /** Returns a sender for this store's subscriptions; null selects the JVM's TLS context. */
  DeliverySender sender(
      OutboundPolicy policy, NameResolver resolver, @Nullable SSLContext tls, Duration timeout) {
    return new DeliverySender(
        vault::open, policy::check, resolver, tls == null ? defaultTls() : tls, clock(), timeout);
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException failure) {
      throw new WebhookException(
          "the JVM has no default TLS context; check its javax.net.ssl properties", failure);
    }
  }

  SubscriptionRow required(String project, String id) {
    return required(row(project, id));
  }

  private Optional<SubscriptionRow> row(String project, String id) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    return database.read(connection -> SubscriptionTable.find(connection, project, id));
  }

  private WebhookSubscription changed(String project, String id, Change change) {
    SubscriptionRow row =
        database.write(
            connection -> {
              required(SubscriptionTable.find(connection, project, id));
              change.apply(connection);
              return required(SubscriptionTable.find(connection, project, id));
            });
    return WebhookSubscription.of(row.subscription());
  }

  private static SubscriptionRow required(Optional<SubscriptionRow> row) {
    return row.orElseThrow(
        () -> new IllegalArgumentException("id: the project has no such subscription"));
  }

  private Instant now() {
    return Micros.instant(Micros.floor(clock().instant()));
  }

  private static void requireProject(String project) {
    requireNonNull(project, "project");
    if (project.isEmpty()
        || project.length() > MAX_PROJECT
        || project.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("project must be 1 to 128 visible ASCII characters");
    }
  }

  @FunctionalInterface
  private interface Change {
    void apply(Connection connection) throws SQLException;
  }
}
