package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.webhooks.internal.tables.DeliveryTable;
import io.tidings.event.webhooks.internal.tables.PendingTable;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writer of the outcomes of attempts, in one transaction. Confined to the dispatcher's thread. */
final class OutcomeWriter {

  /** Delay until a delivery that failed locally is due again. */
  private static final Duration LOCAL_RETRY = Duration.ofMinutes(1);

  /** Delay until the subscription of a delivery that failed locally sends again. */
  private static final Duration LOCAL_HOLD = Duration.ofSeconds(1);

  private final Backoff backoff;
  private final int pauseAfter;
  private final List<Outcome> outcomes;
  private final Map<SubscriptionQueue, Integer> failures = new HashMap<>();
  private final Set<SubscriptionQueue> paused = new HashSet<>();

  OutcomeWriter(List<Outcome> outcomes, Backoff backoff, int pauseAfter) {
    this.outcomes = outcomes;
    this.backoff = backoff;
    this.pauseAfter = pauseAfter;
  }

  /** Writes all outcomes; may be repeated if the transaction is rolled back. */
  boolean write(Connection connection) throws SQLException {
    failures.clear();
    paused.clear();
    StateTable.lock(connection);
    for (Outcome outcome : outcomes) {
      write(connection, outcome);
    }
    return true;
  }

  /** Updates the queues after the commit. */
  void updateQueues() {
    failures.forEach(SubscriptionQueue::setFailures);
    for (Outcome outcome : outcomes) {
      outcome.queue().recorded(outcome.delivery().id());
      if (outcome.isNotAttempted()) {
        outcome.queue().hold(outcome.at().plus(LOCAL_HOLD));
      }
    }
  }

  private void write(Connection connection, Outcome outcome) throws SQLException {
    String id = outcome.delivery().id();
    if (outcome.isNotAttempted()) {
      Instant due = outcome.at().plus(LOCAL_RETRY);
      PendingTable.postpone(connection, id, outcome.delivery().attempts(), due);
    } else if (outcome.isRetried()) {
      Instant due = outcome.at().plus(backoff.after(outcome.attempts()));
      PendingTable.postpone(connection, id, outcome.attempts(), due);
    } else {
      DeliveryTable.upsert(connection, outcome.row());
      PendingTable.delete(connection, id);
      countFailures(connection, outcome);
    }
  }

  /** Counts consecutive failures, in the database and, for after the commit, for the queues. */
  private void countFailures(Connection connection, Outcome outcome) throws SQLException {
    SubscriptionQueue queue = outcome.queue();
    int before = failures.getOrDefault(queue, queue.row().failures());
    int after = outcome.isDelivered() ? 0 : before + 1;
    if (after == before || paused.contains(queue)) {
      return;
    }
    failures.put(queue, after);
    String id = queue.row().id();
    SubscriptionTable.setFailures(connection, id, after);
    if (after >= pauseAfter && !queue.row().subscription().isPaused()) {
      paused.add(queue);
      LOG.warn("Subscription {} is paused after {} consecutive failed deliveries", id, after);
      SubscriptionTable.pause(
          connection, id, "paused after " + after + " consecutive failed deliveries");
    }
  }
}
