package io.tidings.event.async;

/**
 * Numbers of a subscription. While no event of it is on its way, and at every moment within the
 * events on their way, {@code matching} is the sum of all but {@code retried}.
 *
 * <p>Of a synchronous subscription {@code matching}, {@code delivered} and {@code failed} are
 * counted when a call of the handler ends, and the others are zero.
 *
 * @param matching the events that matched
 * @param delivered the events that the handler has handled
 * @param dead the events that a {@link DeadLetterHandler} has received, without those queued again
 * @param dropped the events that found no room, or were replaced by later ones
 * @param failed the events for which a synchronous handler threw, or whose attempts have all failed
 *     without a {@link DeadLetterHandler}
 * @param discarded the events that were left when the subscription or the bus ended
 * @param queued the events that no handler call has begun with
 * @param inFlight the events being handled, or waiting for their next attempt
 * @param retried the further attempts so far
 * @contract SUB-06
 */
public record SubscriptionMetrics(
    long matching,
    long delivered,
    long dead,
    long dropped,
    long failed,
    long discarded,
    long queued,
    long inFlight,
    long retried) {

  /** The numbers of a subscription that has none. */
  public static final SubscriptionMetrics NONE = new SubscriptionMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Returns the sums of these numbers and others. */
  public SubscriptionMetrics plus(SubscriptionMetrics other) {
    return new SubscriptionMetrics(
        matching + other.matching,
        delivered + other.delivered,
        dead + other.dead,
        dropped + other.dropped,
        failed + other.failed,
        discarded + other.discarded,
        queued + other.queued,
        inFlight + other.inFlight,
        retried + other.retried);
  }

  /** Returns the sum of all numbers but {@code matching} and {@code retried}. */
  public long accounted() {
    return delivered + dead + dropped + failed + discarded + queued + inFlight;
  }
}
