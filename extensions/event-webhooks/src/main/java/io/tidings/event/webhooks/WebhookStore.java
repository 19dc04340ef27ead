package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who subscribed, what has still to be delivered, and what became of each delivery: tables beside a
 * trail, in its database. Secrets are in them only as a {@link SecretVault} has sealed them.
 *
 * <pre>{@code
 * EventStore trail = EventStore.open(Path.of("trail.db"));
 * WebhookStore webhooks =
 *     WebhookStore.in(trail, SecretVault.inFile(Path.of("webhooks.key")));
 * WebhookStore.Created created =
 *     webhooks.create("apollo", SubscriptionSpec.to("https://hooks.example.com/tidings"), null);
 * String shownOnce = created.secret();
 * }</pre>
 *
 * <p>Every method is for one project: what belongs to another is not found. A change is seen by a
 * dispatcher at its next turn, also in another process (WEB-19). What the database refuses is
 * thrown as {@link io.tidings.event.store.StoreException}. Its life is the trail's; there is
 * nothing to close. Thread-safe.
 */
public final class WebhookStore {

  /** How many deliveries are returned at most. */
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
   * A new subscription and its secret, which is not shown again (WEB-04).
   *
   * @param subscription the subscription
   * @param secret the secret
   */
  public record Created(WebhookSubscription subscription, String secret) {

    /** Creates what is shown once. */
    public Created {
      requireNonNull(subscription, "subscription");
      requireNonNull(secret, "secret");
    }

    /** Returns the subscription's id alone. */
    @Override
    public String toString() {
      return "Created[" + subscription.id() + "]";
    }
  }

  /**
   * Returns the webhooks of a trail; where it has none their tables are made.
   *
   * @throws io.tidings.event.store.StoreException if they cannot be, above all if the trail was
   *     opened for reading alone and has none
   */
  public static WebhookStore in(EventStore trail, SecretVault vault) {
    WebhookStore webhooks =
        new WebhookStore(requireNonNull(trail, "trail"), requireNonNull(vault, "vault"));
    webhooks.database.prepare(WebhookTables.TABLES);
    return webhooks;
  }

  /**
   * Makes a subscription.
   *
   * @param project whose events, 1 to 128 visible ASCII characters
   * @param spec what is asked for
   * @param secret 8 to 256 visible ASCII characters, or null for a new one of 32 letters and
   *     digits; it must be given in authorization mode
   * @throws IllegalArgumentException if an argument is ill-formed
   * @throws WebhookException if the vault does not open the secrets that are there already: those
   *     of others must not be sealed with another key
   */
  public Created create(String project, SubscriptionSpec spec, @Nullable String secret) {
    requireProject(project);
    String used = WebhookSecrets.of(secret, requireNonNull(spec, "spec").authMode());
    Instant now = now();
    WebhookSubscription made =
        new WebhookSubscription(UUID.randomUUID().toString(), project, spec, null, now, now);
    String sealed = seal(made.id(), used);
    database.write(
        connection -> {
          SubscriptionTable.insert(connection, made, sealed);
          return true;
        });
    return new Created(made, used);
  }

  /** Returns a subscription, or null if the project has none of that id. */
  public @Nullable WebhookSubscription find(String project, String id) {
    return row(project, id).map(SubscriptionTable.Row::subscription).orElse(null);
  }

  /** Returns the subscriptions of a project, the oldest first. */
  public List<WebhookSubscription> list(String project) {
    requireNonNull(project, "project");
    return database.read(connection -> SubscriptionTable.of(connection, project)).stream()
        .map(SubscriptionTable.Row::subscription)
        .toList();
  }

  /**
   * Asks for something else. What is waiting is sent as it was made, to the new place.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  public WebhookSubscription update(String project, String id, SubscriptionSpec spec) {
    requireNonNull(spec, "spec");
    return changed(
        project, id, connection -> SubscriptionTable.setSpec(connection, id, spec, now()));
  }

  /**
   * Replaces the secret, also for what is waiting, and returns the new one, which is not shown
   * again.
   *
   * @param secret the new secret, or null for one that is made, as in {@link #create}
   * @throws IllegalArgumentException if there is no such subscription or the secret is ill-formed
   * @throws WebhookException if the vault does not open the secrets that are there; where their key
   *     is lost, revoke them first
   */
  public String rotateSecret(String project, String id, @Nullable String secret) {
    String used = WebhookSecrets.of(secret, required(project, id).subscription().spec().authMode());
    secretChanged(project, id, seal(id, used));
    return used;
  }

  /** A key file that was mistaken for another must not become the second key of one trail. */
  private String seal(String id, String secret) {
    database
        .read(SubscriptionTable::oldestSealed)
        .ifPresent(there -> requireOpening(there.id(), String.valueOf(there.text())));
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
   * Takes the secret away, as after a leak. Without one a subscription is told of nothing that
   * happens, with a warning, until it has a new one (WEB-05).
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  public void revokeSecret(String project, String id) {
    secretChanged(project, id, null);
  }

  private void secretChanged(String project, String id, @Nullable String sealed) {
    String before = required(project, id).sealed();
    changed(project, id, connection -> SubscriptionTable.setSecret(connection, id, sealed, now()));
    if (before != null) {
      vault.forget(id, before);
    }
  }

  /**
   * Pauses a subscription: what waits is kept, and what comes is in the trail. When it is resumed
   * it is told of both, of what retention has left in the trail by then.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  public WebhookSubscription pause(String project, String id) {
    return changed(
        project, id, connection -> SubscriptionTable.pause(connection, id, "paused on request"));
  }

  /**
   * Resumes a subscription, whoever has paused it. What waits is sent, and what has come meanwhile
   * is made out of the trail and sent.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  public WebhookSubscription resume(String project, String id) {
    return changed(project, id, connection -> SubscriptionTable.resume(connection, id));
  }

  /**
   * Removes a subscription with its secret, what waits for it and what is known of its deliveries.
   *
   * @return whether there was one
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
   * Returns what became of the deliveries of a subscription, the latest first.
   *
   * @param most how many at most, 1 to 1,000
   * @throws IllegalArgumentException if {@code most} is out of its range
   */
  public List<WebhookDelivery> deliveries(String project, String id, int most) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    if (most < 1 || most > MAX_DELIVERIES) {
      throw new IllegalArgumentException("most must be 1 to " + MAX_DELIVERIES + ": " + most);
    }
    return database.read(connection -> DeliveryTable.of(connection, project, id, most));
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

  SubscriptionTable.Row required(String project, String id) {
    return required(row(project, id));
  }

  private Optional<SubscriptionTable.Row> row(String project, String id) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    return database.read(connection -> SubscriptionTable.find(connection, project, id));
  }

  private WebhookSubscription changed(String project, String id, Change change) {
    return database
        .write(
            connection -> {
              required(SubscriptionTable.find(connection, project, id));
              change.make(connection);
              return required(SubscriptionTable.find(connection, project, id));
            })
        .subscription();
  }

  private static SubscriptionTable.Row required(Optional<SubscriptionTable.Row> row) {
    return row.orElseThrow(
        () -> new IllegalArgumentException("id: the project has no such subscription"));
  }

  private Instant now() {
    return Micros.instant(Micros.of(clock().instant()));
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
    void make(Connection connection) throws SQLException;
  }
}
