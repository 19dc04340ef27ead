package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what attempts have come to, all of it in one transaction. Confined to the dispatcher's
 * thread.
 */
final class OutcomeWriter {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  /** After how long what could not be made, for a reason of ours, is due again. */
  private static final Duration UNMADE_AGAIN = Duration.ofMinutes(1);

  /** For how long its subscription rests. */
  private static final Duration HELD = Duration.ofSeconds(1);

  private final Backoff backoff;
  private final int pauseAfter;
  private final List<Outcome> all;
  private final Map<SubscriptionQueue, Integer> failures = new HashMap<>();
  private final Set<SubscriptionQueue> paused = new HashSet<>();

  OutcomeWriter(List<Outcome> all, Backoff backoff, int pauseAfter) {
    this.all = all;
    this.backoff = backoff;
    this.pauseAfter = pauseAfter;
  }

  /** Keeps all in a transaction, from the beginning each time. */
  boolean keep(Connection connection) throws SQLException {
    failures.clear();
    paused.clear();
    StateTable.lock(connection);
    for (Outcome settlement : all) {
      keep(connection, settlement);
    }
    return true;
  }

  /** Tells the lanes, after the commit. */
  void tell() {
    failures.forEach(SubscriptionQueue::setFailures);
    for (Outcome settlement : all) {
      settlement.queue().settle(settlement.delivery().id());
      if (settlement.isNotAttempted()) {
        settlement.queue().hold(settlement.at().plus(HELD));
      }
    }
  }

  private void keep(Connection connection, Outcome settlement) throws SQLException {
    String id = settlement.delivery().id();
    if (settlement.isNotAttempted()) {
      Instant due = settlement.at().plus(UNMADE_AGAIN);
      PendingTable.postpone(connection, id, settlement.delivery().attempts(), due);
    } else if (settlement.isOpen()) {
      Instant due = settlement.at().plus(backoff.after(settlement.attempts()));
      PendingTable.postpone(connection, id, settlement.attempts(), due);
    } else {
      DeliveryTable.upsert(connection, settlement.outcome());
      PendingTable.delete(connection, id);
      count(connection, settlement);
    }
  }

  /** Counts failures in a row, in the database and, for after the commit, for the lanes. */
  private void count(Connection connection, Outcome settlement) throws SQLException {
    SubscriptionQueue queue = settlement.queue();
    int before = failures.getOrDefault(queue, queue.row().failures());
    int after = settlement.isDelivered() ? 0 : before + 1;
    if (after == before || paused.contains(queue)) {
      return;
    }
    failures.put(queue, after);
    String id = queue.row().id();
    SubscriptionTable.setFailures(connection, id, after);
    if (after >= pauseAfter && !queue.row().subscription().isPaused()) {
      paused.add(queue);
      LOG.warn("subscription {} is paused: {} deliveries in a row have failed", id, after);
      SubscriptionTable.pause(
          connection, id, "paused after " + after + " failed deliveries in a row");
    }
  }
}
