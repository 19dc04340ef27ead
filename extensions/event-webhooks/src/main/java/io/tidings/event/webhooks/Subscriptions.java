package io.tidings.event.webhooks;

import io.tidings.event.DomainEvent;
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
 * one has changed (WEB-19). Confined to the dispatcher's thread.
 */
final class Subscriptions {

  /** The detail in which a test names its subscription (AG-02). */
  static final String SUBSCRIPTION_ID = "subscription_id";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  private Map<String, List<SubscriptionTable.Row>> byProject = Map.of();
  private final Set<String> warned = new HashSet<>();
  private long revision = -1;

  /** Reads what there is, if it has changed; answers whether it has. */
  boolean refresh(Connection connection) throws SQLException {
    long current = SubscriptionTable.revision(connection);
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

  /** Returns how many subscriptions the largest project has. */
  int most() {
    return byProject.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** Returns the subscriptions of a project that are to be told of an event of a type. */
  List<WebhookSubscription> toldOf(String project, WebhookEventType type, DomainEvent event) {
    return byProject.getOrDefault(project, List.of()).stream()
        .filter(row -> isToldOf(row.subscription(), type, event) && hasSecret(row))
        .map(SubscriptionTable.Row::subscription)
        .toList();
  }

  private static boolean isToldOf(
      WebhookSubscription subscription, WebhookEventType type, DomainEvent event) {
    return type == WebhookEventType.WEBHOOKS_SUBSCRIPTIONS_TESTED
        ? subscription.id().equals(event.details().get(SUBSCRIPTION_ID))
        : subscription.spec().matches(type);
  }

  private boolean hasSecret(SubscriptionTable.Row row) {
    if (row.sealed() == null && warned.add(row.subscription().id())) {
      LOG.warn(
          "subscription {} has no secret; it is told of nothing until it has one: rotate it",
          row.subscription().id());
    }
    return row.sealed() != null;
  }
}
