package io.tidings.event.webhooks.internal.dispatch;

import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dispatch state of one subscription: deliveries in flight, and whether more may be due. After a
 * failure it allows one request at a time until one succeeds. Confined to the dispatcher's thread.
 */
final class SubscriptionQueue {

  /** Deliveries with a started attempt whose outcome is not recorded. */
  private final Set<String> inFlight = new HashSet<>();

  private SubscriptionRow row;
  private int running;
  private boolean failing;
  private boolean mayHaveDue = true;
  private @Nullable Instant nextDue;
  private @Nullable Instant heldUntil;

  SubscriptionQueue(SubscriptionRow row) {
    this.row = row;
  }

  void replace(SubscriptionRow current) {
    row = current;
    mayHaveDue = true;
    heldUntil = null;
  }

  SubscriptionRow row() {
    return row;
  }

  /** Marks that deliveries may be due now. */
  void nudge() {
    mayHaveDue = true;
  }

  /** Marks that nothing more is due before a time, or at all for null. */
  void rest(@Nullable Instant until) {
    mayHaveDue = false;
    nextDue = until;
  }

  /** Sends nothing before a time, after a local failure. */
  void hold(Instant until) {
    heldUntil = until;
  }

  /** Returns the number of requests that may be started now. */
  int permits(Instant now, int concurrency) {
    if (nextDue != null && !nextDue.isAfter(now)) {
      mayHaveDue = true;
    }
    boolean held = heldUntil != null && heldUntil.isAfter(now);
    boolean open = mayHaveDue && !held && row.sealed() != null && !row.subscription().isPaused();
    return open ? Math.max(0, (failing ? 1 : concurrency) - running) : 0;
  }

  boolean isInFlight(String deliveryId) {
    return inFlight.contains(deliveryId);
  }

  /** Returns the number of deliveries in flight. */
  int inFlightCount() {
    return inFlight.size();
  }

  void start(String deliveryId) {
    inFlight.add(deliveryId);
    running++;
  }

  /** Marks an attempt as completed; its outcome is not recorded yet. */
  void completed(boolean failed) {
    running--;
    failing = failed;
  }

  /** Marks an outcome as recorded. */
  void recorded(String deliveryId) {
    inFlight.remove(deliveryId);
    mayHaveDue = true;
  }
}
