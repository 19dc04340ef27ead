package io.tidings.event.webhooks;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All subscriptions in memory, with their secrets as sealed, read anew when the database tells that
 * one has changed (WEB-19). Confined to one thread.
 */
final class SubscriptionCache {

  /** The detail in which a test names its subscription (AG-02). */
  static final String SUBSCRIPTION_ID = "subscription_id";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  private Map<String, List<SubscriptionTable.Row>> byProject = Map.of();
  private final Set<String> warned = new HashSet<>();
  private long revision = -1;

  /** Reads what there is, if it has changed; answers whether it has. */
  boolean refresh(Connection connection) throws SQLException {
    return refresh(connection, StateTable.revision(connection));
  }

  /** The same, where the revision is known. */
  boolean refresh(Connection connection, long current) throws SQLException {
    if (current == revision) {
      return false;
    }
    Map<String, List<SubscriptionTable.Row>> read = new HashMap<>();
    for (SubscriptionTable.Row row : SubscriptionTable.all(connection)) {
      read.computeIfAbsent(row.subscription().project(), project -> new ArrayList<>()).add(row);
    }
    byProject = read;
    revision = current;
    warned.clear();
    return true;
  }

  List<SubscriptionTable.Row> all() {
    return byProject.values().stream().flatMap(List::stream).toList();
  }

  /** Returns how many subscriptions the largest project has; any number before the first look. */
  int most() {
    return revision < 0
        ? Integer.MAX_VALUE
        : byProject.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** Returns the subscriptions for which a delivery of an event is to be made now. */
  List<WebhookSubscription> recipients(StoredEvent stored) {
    String project = stored.event().scope().project();
    if (project == null) {
      return List.of();
    }
    return byProject.getOrDefault(project, List.of()).stream()
        .filter(row -> isRecipient(row, stored) && !row.subscription().isPaused() && hasSecret(row))
        .map(SubscriptionTable.Row::subscription)
        .toList();
  }

  /** Tells whether an event of its project is for a subscription, paused or not. */
  static boolean isRecipient(SubscriptionTable.Row row, StoredEvent stored) {
    DomainEvent event = stored.event();
    WebhookEventType type = WebhookEventType.of(event.kind());
    if (type == null || stored.seq() <= row.afterSeq()) {
      return false;
    }
    return type == WebhookEventType.WEBHOOKS_SUBSCRIPTIONS_TESTED
        ? row.id().equals(event.details().get(SUBSCRIPTION_ID))
        : row.subscription().spec().matches(type);
  }

  private boolean hasSecret(SubscriptionTable.Row row) {
    if (row.sealed() == null && warned.add(row.id())) {
      LOG.warn(
          "subscription {} has no secret; it is told of nothing until it has one: rotate it",
          row.id());
    }
    return row.sealed() != null;
  }
}
