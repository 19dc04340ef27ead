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
final class Settling {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  /** After how long what could not be made, for a reason of ours, is due again. */
  private static final Duration UNMADE_AGAIN = Duration.ofMinutes(1);

  /** For how long its subscription rests. */
  private static final Duration HELD = Duration.ofSeconds(1);

  private final Backoff backoff;
  private final int pauseAfter;
  private final List<Settlement> all;
  private final Map<Lane, Integer> failures = new HashMap<>();
  private final Set<Lane> paused = new HashSet<>();

  Settling(List<Settlement> all, Backoff backoff, int pauseAfter) {
    this.all = all;
    this.backoff = backoff;
    this.pauseAfter = pauseAfter;
  }

  /** Keeps all in a transaction, from the beginning each time. */
  boolean keep(Connection connection) throws SQLException {
    failures.clear();
    paused.clear();
    StateTable.lock(connection);
    for (Settlement settlement : all) {
      keep(connection, settlement);
    }
    return true;
  }

  /** Tells the lanes, after the commit. */
  void tell() {
    failures.forEach(Lane::setFailures);
    for (Settlement settlement : all) {
      settlement.lane().settle(settlement.delivery().id());
      if (settlement.isUnmade()) {
        settlement.lane().hold(settlement.at().plus(HELD));
      }
    }
  }

  private void keep(Connection connection, Settlement settlement) throws SQLException {
    String id = settlement.delivery().id();
    if (settlement.isUnmade()) {
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
  private void count(Connection connection, Settlement settlement) throws SQLException {
    Lane lane = settlement.lane();
    int before = failures.getOrDefault(lane, lane.row().failures());
    int after = settlement.isDelivered() ? 0 : before + 1;
    if (after == before || paused.contains(lane)) {
      return;
    }
    failures.put(lane, after);
    String id = lane.row().id();
    SubscriptionTable.setFailures(connection, id, after);
    if (after >= pauseAfter && !lane.row().subscription().isPaused()) {
      paused.add(lane);
      LOG.warn("subscription {} is paused: {} deliveries in a row have failed", id, after);
      SubscriptionTable.pause(
          connection, id, "paused after " + after + " failed deliveries in a row");
    }
  }
}
