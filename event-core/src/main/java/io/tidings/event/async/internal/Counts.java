package io.tidings.event.async.internal;

import io.tidings.event.async.SubscriptionMetrics;
import java.util.concurrent.atomic.LongAdder;

/** Numbers of one subscription. Thread-safe. */
final class Counts {

  final LongAdder matching = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder dead = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder discarded = new LongAdder();
  final LongAdder retried = new LongAdder();

  SubscriptionMetrics metrics(long queued, long inFlight) {
    return new SubscriptionMetrics(
        matching.sum(),
        delivered.sum(),
        dead.sum(),
        dropped.sum(),
        failed.sum(),
        discarded.sum(),
        queued,
        inFlight,
        retried.sum());
  }
}
