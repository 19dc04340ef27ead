package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.DeliveryTable;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.PendingTable;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writer of the outcomes of attempts, in one transaction. An outcome is discarded if another
 * dispatcher has taken over since its attempt started, or if its delivery is no longer pending with
 * the same number of attempts. Confined to the dispatcher's thread.
 */
final class OutcomeWriter {

  /** Delay until a delivery that failed locally is due again. */
  private static final Duration LOCAL_RETRY = Duration.ofMinutes(1);

  /** Delay until the subscription of a delivery that failed locally sends again. */
  private static final Duration LOCAL_HOLD = Duration.ofSeconds(1);

  private final Backoff backoff;
  private final int pauseAfter;
  private final List<Outcome> outcomes;
  private final Map<String, Optional<Failures>> failures = new HashMap<>();
  private final List<DeliveryRow> recorded = new ArrayList<>();

  OutcomeWriter(List<Outcome> outcomes, Backoff backoff, int pauseAfter) {
    this.outcomes = outcomes;
    this.backoff = backoff;
    this.pauseAfter = pauseAfter;
  }

  /** Writes all outcomes; may be repeated if the transaction is rolled back. */
  boolean write(Connection connection) throws SQLException {
    failures.clear();
    recorded.clear();
    StateTable.lock(connection);
    long epoch = StateTable.epoch(connection);
    for (Outcome outcome : outcomes) {
      if (outcome.epoch() == epoch) {
        write(connection, outcome);
      }
    }
    return true;
  }

  /** Updates the queues after the commit. */
  void updateQueues() {
    for (Outcome outcome : outcomes) {
      outcome.queue().recorded(outcome.delivery().id());
      if (outcome.isNotAttempted()) {
        outcome.queue().hold(outcome.at().plus(LOCAL_HOLD));
      }
    }
  }

  /** Returns the final outcomes that the latest {@link #write} has inserted. */
  List<DeliveryRow> recorded() {
    return recorded;
  }

  private void write(Connection connection, Outcome outcome) throws SQLException {
    PendingDelivery delivery = outcome.delivery();
    if (outcome.isNotAttempted()) {
      PendingTable.postpone(
          connection, delivery, delivery.attempts(), outcome.at().plus(LOCAL_RETRY));
    } else if (outcome.isRetried()) {
      PendingTable.postpone(
          connection,
          delivery,
          outcome.attempts(),
          outcome.at().plus(backoff.after(outcome.attempts())));
    } else if (PendingTable.delete(connection, delivery)) {
      DeliveryRow row = outcome.row();
      DeliveryTable.insert(connection, row);
      recorded.add(row);
      countFailures(connection, delivery.subscriptionId(), outcome.isDelivered());
    }
  }

  /** Counts consecutive failures from the stored number, which others may have changed. */
  private void countFailures(Connection connection, String id, boolean delivered)
      throws SQLException {
    Optional<Failures> before = failures.get(id);
    if (before == null) {
      before = SubscriptionTable.failures(connection, id);
    }
    Optional<Failures> after = before.map(stored -> stored.after(delivered, pauseAfter));
    failures.put(id, after);
    if (after.isPresent() && !after.equals(before)) {
      record(connection, id, after.get());
    }
  }

  private static void record(Connection connection, String id, Failures failures)
      throws SQLException {
    int count = failures.count();
    SubscriptionTable.setFailures(connection, id, count);
    if (failures.paused()) {
      LOG.warn("Subscription {} is paused after {} consecutive failed deliveries", id, count);
      SubscriptionTable.pause(
          connection, id, "paused after " + count + " consecutive failed deliveries");
    }
  }
}
