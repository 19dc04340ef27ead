package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
import io.tidings.event.webhooks.internal.tables.SubscriptionSettings;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In-memory copy of all subscriptions with their sealed secrets, reloaded when their revision has
 * changed. Confined to one thread.
 *
 * @contract WEB-19
 */
public final class SubscriptionCache {

  /** The detail of a test event that names its subscription. */
  public static final String SUBSCRIPTION_ID = "subscription_id";

  private static final Map<String, EventType> SUBSCRIBABLE =
      Stream.of(EventType.values())
          .filter(SubscriptionSettings::isSubscribable)
          .collect(Collectors.toUnmodifiableMap(EventType::id, Function.identity()));

  private Map<String, List<SubscriptionRow>> byProject = Map.of();
  private final Set<String> warned = new HashSet<>();
  private long revision = -1;

  /** Reloads the subscriptions if they have changed; returns whether they have. */
  boolean refresh(Connection connection) throws SQLException {
    return refresh(connection, StateTable.revision(connection));
  }

  /** Reloads the subscriptions if their current revision is another; returns whether it is. */
  boolean refresh(Connection connection, long current) throws SQLException {
    if (current == revision) {
      return false;
    }
    Map<String, List<SubscriptionRow>> loaded = new HashMap<>();
    for (SubscriptionRow row : SubscriptionTable.all(connection)) {
      loaded.computeIfAbsent(row.subscription().project(), project -> new ArrayList<>()).add(row);
    }
    byProject = loaded;
    revision = current;
    warned.clear();
    return true;
  }

  /** Reloads the subscriptions with the next refresh. */
  void clear() {
    revision = -1;
  }

  /** Returns the revision of the last load, or -1 before it. */
  long revision() {
    return revision;
  }

  List<SubscriptionRow> all() {
    return byProject.values().stream().flatMap(List::stream).toList();
  }

  /**
   * Returns the number of subscriptions of the largest project; unbounded before the first load.
   */
  int maxPerProject() {
    return revision < 0
        ? Integer.MAX_VALUE
        : byProject.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** Returns the active subscriptions that an event is delivered to. */
  List<StoredSubscription> recipients(StoredEvent stored) {
    String project = stored.event().scope().project();
    if (project == null) {
      return List.of();
    }
    return byProject.getOrDefault(project, List.of()).stream()
        .filter(row -> isRecipient(row, stored) && !row.subscription().isPaused() && hasSecret(row))
        .map(SubscriptionRow::subscription)
        .toList();
  }

  /** Returns whether a subscription, paused or not, selects an event of its project. */
  static boolean isRecipient(SubscriptionRow row, StoredEvent stored) {
    DomainEvent event = stored.event();
    EventType type = SUBSCRIBABLE.get(event.kind().id());
    if (type == null || stored.seq() <= row.afterSeq()) {
      return false;
    }
    return type == EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED
        ? row.id().equals(event.details().get(SUBSCRIPTION_ID))
        : row.subscription().settings().matches(type);
  }

  private boolean hasSecret(SubscriptionRow row) {
    if (row.sealed() == null && warned.add(row.id())) {
      LOG.warn(
          "Subscription {} has no secret; events are not delivered to it until one is set: rotate"
              + " it",
          row.id());
    }
    return row.sealed() != null;
  }
}
