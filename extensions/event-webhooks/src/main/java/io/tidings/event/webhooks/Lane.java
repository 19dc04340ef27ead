package io.tidings.event.webhooks;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of one subscription: what is under way, and whether more may be due. A
 * receiver in trouble gets one request at a time until one arrives, so that it holds one thread.
 * Confined to the dispatcher's thread.
 */
final class Lane {

  private final Set<String> running = new HashSet<>();
  private SubscriptionTable.Row row;
  private boolean inTrouble;
  private boolean more = true;
  private @Nullable Instant nextDue;

  Lane(SubscriptionTable.Row row) {
    this.row = row;
  }

  void replace(SubscriptionTable.Row current) {
    row = current;
    more = true;
  }

  WebhookSubscription subscription() {
    return row.subscription();
  }

  /** Returns what the vault made of the secret; of a lane that is open. */
  @Nullable String sealed() {
    return row.sealed();
  }

  int failures() {
    return row.failures();
  }

  void setFailures(int failures) {
    row = new SubscriptionTable.Row(row.subscription(), row.sealed(), failures);
  }

  /** Hears that there may be something due now. */
  void nudge() {
    more = true;
  }

  /** Hears that nothing more is due before a time, or at all for null. */
  void rest(@Nullable Instant until) {
    more = false;
    nextDue = until;
  }

  /** Returns how many more requests may be made now. */
  int room(Instant now, int concurrency) {
    if (nextDue != null && !nextDue.isAfter(now)) {
      more = true;
    }
    boolean open = more && row.sealed() != null && !row.subscription().isPaused();
    return open ? Math.max(0, (inTrouble ? 1 : concurrency) - running.size()) : 0;
  }

  boolean isRunning(String deliveryId) {
    return running.contains(deliveryId);
  }

  int running() {
    return running.size();
  }

  void begin(String deliveryId) {
    running.add(deliveryId);
  }

  void end(String deliveryId, boolean trouble) {
    running.remove(deliveryId);
    inTrouble = trouble;
    more = true;
  }
}
