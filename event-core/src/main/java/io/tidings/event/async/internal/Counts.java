package io.tidings.event.async.internal;

import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.internal.KeyedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Numbers of one subscription. Thread-safe. */
final class Counts {

  /** The events that matched and were not accepted by the queue, less those accepted again. */
  final LongAdder unaccepted = new LongAdder();

  final LongAdder delivered = new LongAdder();
  final LongAdder dead = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder discarded = new LongAdder();
  final LongAdder retried = new LongAdder();

  SubscriptionMetrics metrics(KeyedQueue.Load load) {
    return new SubscriptionMetrics(
        load.accepted() + unaccepted.sum(),
        delivered.sum(),
        dead.sum(),
        dropped.sum(),
        failed.sum(),
        discarded.sum(),
        load.queued(),
        load.busy(),
        retried.sum());
  }
}
