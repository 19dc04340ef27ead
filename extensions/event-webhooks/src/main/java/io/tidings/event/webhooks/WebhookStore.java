package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who subscribed, what has still to be delivered, and what became of each delivery: one SQLite
 * file, for its owner alone, beside the trail and not in it. Secrets are in it only as a {@link
 * SecretVault} has sealed them.
 *
 * <pre>{@code
 * WebhookStore webhooks =
 *     WebhookStore.open(Path.of("webhooks.db"), SecretVault.inFile(Path.of("webhooks.key")));
 * WebhookStore.Created created =
 *     webhooks.create("apollo", SubscriptionSpec.to("https://hooks.example.com/tidings"), null);
 * String shownOnce = created.secret();
 * }</pre>
 *
 * <p>Every method is for one project: what belongs to another is not found. A change is seen by a
 * dispatcher at its next turn, also in another process (WEB-19). Thread-safe.
 */
public final class WebhookStore implements AutoCloseable {

  /** How many deliveries are returned at most. */
  public static final int MAX_DELIVERIES = 1_000;

  private static final int MAX_PROJECT = 128;

  private final WebhookDatabase database;
  private final SecretVault vault;
  private final InstantSource clock;

  private WebhookStore(WebhookDatabase database, SecretVault vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
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
   * Opens the file, or makes one.
   *
   * @throws WebhookException if it cannot be used; the message tells why
   */
  public static WebhookStore open(Path file, SecretVault vault) {
    return open(file, vault, InstantSource.system());
  }

  /** The same with a clock. */
  public static WebhookStore open(Path file, SecretVault vault, InstantSource clock) {
    requireNonNull(vault, "vault");
    requireNonNull(clock, "clock");
    return new WebhookStore(WebhookDatabase.open(requireNonNull(file, "file")), vault, clock);
  }

  /**
   * Makes a subscription.
   *
   * @param project whose events, 1 to 128 visible ASCII characters
   * @param spec what is asked for
   * @param secret 8 to 256 visible ASCII characters, or null for a new one of 32 letters and
   *     digits; it must be given in authorization mode
   * @throws IllegalArgumentException if an argument is ill-formed
   */
  public Created create(String project, SubscriptionSpec spec, @Nullable String secret) {
    requireProject(project);
    String used = WebhookSecrets.of(secret, requireNonNull(spec, "spec").authMode());
    Instant now = now();
    WebhookSubscription made =
        new WebhookSubscription(UUID.randomUUID().toString(), project, spec, null, now, now);
    String sealed = vault.seal(made.id(), used);
    database.changeDurably(connection -> SubscriptionTable.insert(connection, made, sealed));
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
   */
  public String rotateSecret(String project, String id, @Nullable String secret) {
    String used = WebhookSecrets.of(secret, required(project, id).subscription().spec().authMode());
    String sealed = vault.seal(id, used);
    secretChanged(project, id, sealed);
    return used;
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
   * Pauses a subscription: what comes is kept for it and not sent.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  public WebhookSubscription pause(String project, String id) {
    return changed(
        project,
        id,
        connection -> SubscriptionTable.setPaused(connection, id, "paused on request"));
  }

  /**
   * Resumes a subscription, whoever has paused it. What waits is sent.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  public WebhookSubscription resume(String project, String id) {
    return changed(project, id, connection -> SubscriptionTable.setPaused(connection, id, null));
  }

  /**
   * Removes a subscription with its secret, what waits for it and what is known of its deliveries.
   *
   * @return whether there was one
   */
  public boolean remove(String project, String id) {
    Optional<SubscriptionTable.Row> row = row(project, id);
    if (row.isEmpty()) {
      return false;
    }
    database.changeDurably(connection -> SubscriptionTable.delete(connection, id));
    String sealed = row.get().sealed();
    if (sealed != null) {
      vault.forget(id, sealed);
    }
    return true;
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

  @Override
  public void close() {
    database.close();
  }

  WebhookDatabase database() {
    return database;
  }

  SecretVault vault() {
    return vault;
  }

  InstantSource clock() {
    return clock;
  }

  SubscriptionTable.Row required(String project, String id) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    return database.read(connection -> required(connection, project, id));
  }

  private Optional<SubscriptionTable.Row> row(String project, String id) {
    requireNonNull(project, "project");
    requireNonNull(id, "id");
    return database.read(connection -> SubscriptionTable.find(connection, project, id));
  }

  private WebhookSubscription changed(String project, String id, WebhookDatabase.Change change) {
    return database
        .durably(
            connection -> {
              required(connection, project, id);
              change.make(connection);
              return required(connection, project, id);
            })
        .subscription();
  }

  private static SubscriptionTable.Row required(Connection connection, String project, String id)
      throws SQLException {
    return SubscriptionTable.find(connection, project, id)
        .orElseThrow(
            () -> new IllegalArgumentException("id: the project has no such subscription"));
  }

  private Instant now() {
    return Micros.instant(Micros.of(clock.instant()));
  }

  private static void requireProject(String project) {
    requireNonNull(project, "project");
    if (project.isEmpty()
        || project.length() > MAX_PROJECT
        || project.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("project must be 1 to 128 visible ASCII characters");
    }
  }
}
