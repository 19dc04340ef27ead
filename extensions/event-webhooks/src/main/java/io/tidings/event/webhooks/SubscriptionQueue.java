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
final class SubscriptionQueue {

  /** What was begun and whose outcome is not kept yet. */
  private final Set<String> inFlight = new HashSet<>();

  private SubscriptionTable.Row row;
  private int underWay;
  private boolean inTrouble;
  private boolean more = true;
  private @Nullable Instant nextDue;
  private @Nullable Instant heldUntil;

  SubscriptionQueue(SubscriptionTable.Row row) {
    this.row = row;
  }

  void replace(SubscriptionTable.Row current) {
    row = current;
    more = true;
    heldUntil = null;
  }

  SubscriptionTable.Row row() {
    return row;
  }

  void setFailures(int failures) {
    row = row.withFailures(failures);
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

  /** Hears that nothing can be sent before a time, for a reason of ours. */
  void hold(Instant until) {
    heldUntil = until;
  }

  /** Returns how many more requests may be made now. */
  int room(Instant now, int concurrency) {
    if (nextDue != null && !nextDue.isAfter(now)) {
      more = true;
    }
    boolean held = heldUntil != null && heldUntil.isAfter(now);
    boolean open = more && !held && row.sealed() != null && !row.subscription().isPaused();
    return open ? Math.max(0, (inTrouble ? 1 : concurrency) - underWay) : 0;
  }

  boolean isInFlight(String deliveryId) {
    return inFlight.contains(deliveryId);
  }

  /** Returns how many outcomes are not kept yet. */
  int open() {
    return inFlight.size();
  }

  void begin(String deliveryId) {
    inFlight.add(deliveryId);
    underWay++;
  }

  /** Hears that an attempt has ended; its outcome is still to be kept. */
  void completed(boolean trouble) {
    underWay--;
    inTrouble = trouble;
  }

  /** Hears that an outcome is kept. */
  void settle(String deliveryId) {
    inFlight.remove(deliveryId);
    more = true;
  }
}
