package io.tidings.event.store.internal.delivery;

/**
 * A stored event that waits for an attempt. Immutable.
 *
 * @param item the event, whose key is reserved for it
 * @param dueNanos the time of the attempt, of the monotonic clock
 * @param number a number that orders those due at the same time
 * @param isAfterSuccess whether an earlier event of the key was delivered before, so that those
 *     that follow are worth being loaded too
 */
record Waiting(Item item, long dueNanos, long number, boolean isAfterSuccess)
    implements Comparable<Waiting> {

  @Override
  public int compareTo(Waiting other) {
    long difference = dueNanos - other.dueNanos;
    return difference != 0 ? Long.signum(difference) : Long.compare(number, other.number);
  }
}
