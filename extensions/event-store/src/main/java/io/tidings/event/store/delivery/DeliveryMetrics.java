package io.tidings.event.store.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Numbers of a durable delivery. Immutable and thread-safe.
 *
 * @param name the name of the delivery
 * @param position the position up to which every event is delivered, or counted in one of {@code
 *     failed}, {@code held} and {@code dead}
 * @param lag the number of events beyond the position
 * @param lagTime the time since the first of them was stored, by the store's clock; zero for none
 * @param inFlight the events being handled now by this process
 * @param failed the events that wait for another attempt
 * @param held the events held back by an earlier one of their key
 * @param dead the dead letters
 * @param delivered the events that this process has delivered
 * @param removed the waiting events, beyond the position or failed, that retention has removed, as
 *     far as they can be counted
 * @contract DLV-08
 */
public record DeliveryMetrics(
    String name,
    long position,
    long lag,
    Duration lagTime,
    int inFlight,
    long failed,
    long held,
    long dead,
    long delivered,
    long removed) {

  /** Creates numbers. */
  public DeliveryMetrics {
    requireNonNull(name, "name");
    requireNonNull(lagTime, "lagTime");
  }
}
